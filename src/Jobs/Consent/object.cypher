UNWIND $actors AS id
MATCH (a:Actor {id: id})
WHERE coalesce(a.profiling, true) OR EXISTS { MATCH (a)-[:RECOMMENDED]-(:Actor) }
SET a.profiling = false
WITH a
OPTIONAL MATCH (a)-[edge:RECOMMENDED]-(:Actor)
DELETE edge
