UNWIND $rows AS row
MERGE (n:Target {code: row.code})
WITH n, row
WHERE properties(n) <> row.properties
SET n = row.properties
