// For each of $from the partners past and present, and whom each of them has worked with in other partnerships, as far as these are among $to;
// the last column counts all of them.
UNWIND $from AS id
MATCH (a:Actor {id: id})-[:MEMBER_OF]->(p:Partnership)<-[:MEMBER_OF]-(b:Actor)-[:MEMBER_OF]->(q:Partnership)<-[:MEMBER_OF]-(c:Actor)
WHERE p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf)
  AND q.status IN ['active', 'ended'] AND (q.start IS NULL OR q.start <= $asOf)
  AND b.consent = true AND coalesce(b.profiling, true)
  AND (b.valid_from IS NULL OR b.valid_from <= $asOf) AND (b.valid_to IS NULL OR b.valid_to > $asOf)
  AND c.id <> id
WITH id, b, collect(DISTINCT c.id) AS others
RETURN id, b.id, b.name, [other IN others WHERE other IN $to], size(others)
