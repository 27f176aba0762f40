UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
MATCH (m:Sector {code: row.code})
MERGE (n)-[r:WORKS_IN]->(m)
WITH r, row
WHERE properties(r) <> row.properties
SET r = row.properties
