// name: partners-of-partners
// id: Mitra dari mitra saya
// en: Partners of my partners
// direction: both
// parameters: actor, tier, asOf, kinds, limit
// Only partnerships that came about count: never a proposed or a declined one.
MATCH (a:Actor {id: $actor})
WITH a,
     [(a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality {tier: $tier})
       WHERE (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf) | x.code] AS areas
MATCH (a)-[:MEMBER_OF]->(p:Partnership)<-[:MEMBER_OF]-(b:Actor)-[:MEMBER_OF]->(q:Partnership)<-[:MEMBER_OF]-(c:Actor)
WHERE p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf)
  AND q.status IN ['active', 'ended'] AND (q.start IS NULL OR q.start <= $asOf)
  AND b.consent = true AND coalesce(b.profiling, true)
  AND (b.valid_from IS NULL OR b.valid_from <= $asOf) AND (b.valid_to IS NULL OR b.valid_to > $asOf)
  AND c.kind IN $kinds AND c.id <> $actor
  AND EXISTS {
    MATCH (c)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality {tier: $tier})
    WHERE x.code IN areas
  }
WITH c.id AS candidate, collect(DISTINCT b.id) AS partners
RETURN $actor AS actor, candidate, $tier AS tier, {partners: partners} AS evidence
ORDER BY size(partners) DESC, candidate
LIMIT $limit
