// Each pair once, from the smaller code to the larger.
UNWIND $rows AS row
MATCH (a:Locality {code: row.a})
MATCH (b:Locality {code: row.b})
MERGE (a)-[r:NEAR]->(b)
WITH r, row
WHERE properties(r) <> row.properties
SET r = row.properties
