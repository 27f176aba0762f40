MATCH (x:Resource)
OPTIONAL MATCH (x)-[:KIND_OF]->(p:Resource)
WITH x, min(p.code) AS parent
RETURN properties(x) AS properties, parent
ORDER BY x.code
