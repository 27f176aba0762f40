UNWIND $rows AS row
MATCH (a:Actor {id: row.from})
MATCH (b:Actor {id: row.to})
MERGE (a)-[r:FEEDBACK {verdict: row.verdict, at: row.at}]->(b)
WITH r, row
WHERE properties(r) <> row.properties
SET r = row.properties
