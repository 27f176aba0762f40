UNWIND $rows AS row
MATCH (a:Actor {id: row.from}), (b:Actor {id: row.to})
MERGE (a)-[f:FEEDBACK {at: row.at}]->(b)
SET f.verdict = row.verdict
