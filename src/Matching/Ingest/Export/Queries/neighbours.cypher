MATCH (l:Locality)-[x:NEAR]->(m:Locality)
RETURN properties(x) AS properties, l.code AS a, m.code AS b
ORDER BY a, b
