UNWIND $rows AS row
MATCH (n:Partnership {id: row.id})
MATCH (m:Sector {code: row.code})
MERGE (n)-[r:ABOUT]->(m)
WITH r, row
WHERE properties(r) <> row.properties
SET r = row.properties
