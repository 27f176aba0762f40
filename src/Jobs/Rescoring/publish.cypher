UNWIND $rows AS row
MATCH (a:Actor {id: row.actor})
MATCH (b:Actor {id: row.candidate})
CREATE (a)-[:RECOMMENDED {run: row.run, rank: row.rank, score: row.score, tier: row.tier, reason: row.reason}]->(b)
