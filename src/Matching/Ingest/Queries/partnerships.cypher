UNWIND $rows AS row
MERGE (p:Partnership {id: row.id})
WITH p, row
WHERE properties(p) <> row.properties
SET p = row.properties
