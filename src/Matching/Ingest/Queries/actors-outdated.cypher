// Where an actor is based, whom it serves and what it works on is what its row says, and no more.
UNWIND $rows AS row
MATCH (a:Actor {id: row.id})
FOREACH (outdated IN [(a)-[r:BASED_IN]->(l:Locality) WHERE row.locality IS NULL OR l.code <> row.locality | r] | DELETE outdated)
FOREACH (outdated IN [(a)-[r:SERVES]->(l:Locality) WHERE NOT l.code IN row.serves | r] | DELETE outdated)
FOREACH (outdated IN [(a)-[r:WORKS_IN]->(s:Sector) WHERE NOT s.code IN row.sectors | r] | DELETE outdated)
