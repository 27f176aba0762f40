// name: offer-meets-need
// id: Penawaran saya dapat memenuhi kebutuhannya
// en: My offers can meet its needs
// direction: backward
// parameters: actor, tier, asOf, kinds, limit
// An offer of mine with a locality holds there only: it counts where that locality contains, or lies within, a place of the other.
MATCH (a:Actor {id: $actor})
WITH a,
     [(a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality) | x.code]
     + [(a)-[:BASED_IN|SERVES]->(:Locality)<-[:WITHIN*1..3]-(x:Locality) | x.code] AS territory,
     [(a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality {tier: $tier})
       WHERE (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf) | x.code] AS areas
MATCH (a)-[offer:OFFERS]->(given:Resource)
WHERE (offer.from IS NULL OR offer.from <= $asOf) AND (offer.until IS NULL OR offer.until > $asOf)
MATCH (given)-[:KIND_OF*0..1]-(wanted:Resource)<-[need:NEEDS]-(c:Actor)
WHERE c.kind IN $kinds
  AND (need.from IS NULL OR need.from <= $asOf) AND (need.until IS NULL OR need.until > $asOf)
  AND (need.locality IS NULL OR need.locality IN territory)
  AND EXISTS {
    MATCH (c)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality {tier: $tier})
    WHERE x.code IN areas
  }
  AND (offer.locality IS NULL
    OR EXISTS { MATCH (c)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(:Locality {code: offer.locality}) }
    OR EXISTS { MATCH (c)-[:BASED_IN|SERVES]->(:Locality)<-[:WITHIN*1..3]-(:Locality {code: offer.locality}) })
WITH c.id AS candidate, collect(DISTINCT given.code) AS offers
RETURN $actor AS actor, candidate, $tier AS tier, {offers: offers} AS evidence
ORDER BY size(offers) DESC, candidate
LIMIT $limit
