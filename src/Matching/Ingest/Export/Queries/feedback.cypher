MATCH (n:Actor)-[x:FEEDBACK]->(m:Actor)
RETURN properties(x) AS properties, n.id AS `from`, m.id AS `to`
ORDER BY `from`, `to`, x.at, x.verdict
