MATCH (x:Locality)
OPTIONAL MATCH (x)-[:WITHIN]->(p:Locality)
WITH x, min(p.code) AS parent
RETURN properties(x) AS properties, parent
ORDER BY x.code
