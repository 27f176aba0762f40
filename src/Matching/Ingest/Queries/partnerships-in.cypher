UNWIND $rows AS row
MATCH (n:Partnership {id: row.id})
MATCH (m:Locality {code: row.code})
MERGE (n)-[r:`IN`]->(m)
WITH r, row
WHERE properties(r) <> row.properties
SET r = row.properties
