MATCH (x:Actor)
OPTIONAL MATCH (x)-[:BASED_IN]->(l:Locality)
WITH x, min(l.code) AS locality
RETURN properties(x) AS properties, locality,
  [(x)-[:SERVES]->(served:Locality) | served.code] AS serves,
  [(x)-[:WORKS_IN]->(s:Sector) | s.code] AS sectors
ORDER BY x.id
