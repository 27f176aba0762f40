UNWIND $actors AS id
MATCH (a:Actor {id: id})
WHERE coalesce(a.consent, true) OR EXISTS { MATCH (a)-[:RECOMMENDED]-(:Actor) }
SET a.consent = false
WITH a
OPTIONAL MATCH (a)-[edge:RECOMMENDED]-(:Actor)
DELETE edge
