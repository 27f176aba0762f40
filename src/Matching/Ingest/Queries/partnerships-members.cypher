UNWIND $rows AS row
MATCH (p:Partnership {id: row.id})
MATCH (a:Actor {id: row.actor})
MERGE (a)-[r:MEMBER_OF]->(p)
WITH r, row
WHERE properties(r) <> row.properties
SET r = row.properties
