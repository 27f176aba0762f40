// The actor's partners past and present, and whom each of them has worked with in other partnerships.
MATCH (a:Actor {id: $actor})-[:MEMBER_OF]->(p:Partnership)<-[:MEMBER_OF]-(b:Actor)-[:MEMBER_OF]->(q:Partnership)<-[:MEMBER_OF]-(c:Actor)
WHERE p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf)
  AND q.status IN ['active', 'ended'] AND (q.start IS NULL OR q.start <= $asOf)
  AND b.consent = true AND coalesce(b.profiling, true)
  AND (b.valid_from IS NULL OR b.valid_from <= $asOf) AND (b.valid_to IS NULL OR b.valid_to > $asOf)
  AND c.id <> $actor
RETURN b.id, b.name, collect(DISTINCT c.id)
ORDER BY b.id
