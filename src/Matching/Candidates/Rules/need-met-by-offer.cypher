// name: need-met-by-offer
// id: Kebutuhan saya dapat dipenuhi oleh penawarannya
// en: My needs can be met by its offers
// direction: forward
// covers: needs
// parameters: actor, tier, asOf, kinds, limit
// An offer with a locality holds there only: it counts where that locality contains, or lies within, a place of mine.
MATCH (a:Actor {id: $actor})
WITH a,
     [(a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality) | x.code]
     + [(a)-[:BASED_IN|SERVES]->(:Locality)<-[:WITHIN*1..3]-(x:Locality) | x.code] AS territory,
     [(a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality {tier: $tier})
       WHERE (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf) | x.code] AS areas
MATCH (a)-[need:NEEDS]->(wanted:Resource)
WHERE (need.from IS NULL OR need.from <= $asOf) AND (need.until IS NULL OR need.until > $asOf)
MATCH (wanted)-[:KIND_OF*0..1]-(given:Resource)<-[offer:OFFERS]-(c:Actor)
WHERE c.kind IN $kinds
  AND (offer.from IS NULL OR offer.from <= $asOf) AND (offer.until IS NULL OR offer.until > $asOf)
  AND (offer.locality IS NULL OR offer.locality IN territory)
  AND EXISTS {
    MATCH (c)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality {tier: $tier})
    WHERE x.code IN areas
  }
WITH c.id AS candidate, collect(DISTINCT wanted.code) AS needs, collect(DISTINCT given.code) AS offers
RETURN $actor AS actor, candidate, $tier AS tier, {needs: needs, offers: offers} AS evidence
ORDER BY size(needs) DESC, candidate
LIMIT $limit
