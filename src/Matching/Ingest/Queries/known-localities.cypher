MATCH (l:Locality)
OPTIONAL MATCH (l)-[:WITHIN]->(parent:Locality)
RETURN l.code AS code, l.tier AS tier, parent.code AS parent
