MATCH (x:Partnership)
OPTIONAL MATCH (x)-[:`IN`]->(l:Locality)
WITH x, min(l.code) AS locality
RETURN properties(x) AS properties, locality,
  [(x)-[:ABOUT]->(s:Sector) | s.code] AS sectors,
  [(n:Actor)-[m:MEMBER_OF]->(x) | n.id + coalesce(':' + m.role, '')] AS members
ORDER BY x.id
