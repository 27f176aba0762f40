MATCH (s:Sector)
OPTIONAL MATCH (s)-[:PART_OF]->(parent:Sector)
RETURN s.code AS code, parent.code AS parent
