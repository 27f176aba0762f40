MATCH (x:Sector)
OPTIONAL MATCH (x)-[:PART_OF]->(p:Sector)
WITH x, min(p.code) AS parent
RETURN properties(x) AS properties, parent
ORDER BY x.code
