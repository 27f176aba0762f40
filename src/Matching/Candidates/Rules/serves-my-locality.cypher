// name: serves-my-locality
// id: Melayani atau berkedudukan di wilayah saya
// en: Serves, or is based in, my locality
// direction: forward
// parameters: actor, tier, asOf, kinds, limit
MATCH (a:Actor {id: $actor})-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(area:Locality {tier: $tier})
WHERE (area.valid_from IS NULL OR area.valid_from <= $asOf) AND (area.valid_to IS NULL OR area.valid_to > $asOf)
WITH DISTINCT area
MATCH (area)<-[:SERVES|BASED_IN]-(c:Actor)
WHERE c.kind IN $kinds AND c.id <> $actor
WITH c.id AS candidate, collect(DISTINCT area.code) AS localities
RETURN $actor AS actor, candidate, $tier AS tier, {localities: localities} AS evidence
ORDER BY candidate
LIMIT $limit
