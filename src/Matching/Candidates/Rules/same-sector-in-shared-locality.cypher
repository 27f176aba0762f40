// name: same-sector-in-shared-locality
// id: Bergerak di bidang yang sama dalam wilayah yang sama
// en: Works in the same sector within a shared locality
// direction: both
// parameters: actor, tier, asOf, kinds, limit
MATCH (a:Actor {id: $actor})
WITH a, [(a)-[:WORKS_IN]->(s:Sector) | s.code] AS mine
MATCH (a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(area:Locality {tier: $tier})
WHERE (area.valid_from IS NULL OR area.valid_from <= $asOf) AND (area.valid_to IS NULL OR area.valid_to > $asOf)
WITH DISTINCT area, mine
MATCH (area)<-[:WITHIN*0..3]-(:Locality)<-[:BASED_IN|SERVES]-(c:Actor)
WHERE c.kind IN $kinds AND c.id <> $actor
MATCH (c)-[:WORKS_IN]->(s:Sector)
WHERE s.code IN mine
WITH c.id AS candidate, collect(DISTINCT s.code) AS sectors, collect(DISTINCT area.code) AS localities
RETURN $actor AS actor, candidate, $tier AS tier, {sectors: sectors, localities: localities} AS evidence
ORDER BY size(sectors) DESC, candidate
LIMIT $limit
