// name: competent-authority
// id: Pemerintah yang berwenang atas kebijakan, izin, atau pengadaan yang saya butuhkan
// en: The government in charge of the policy, permit or procurement that I need
// direction: forward
// covers: needs
// parameters: actor, tier, asOf, kinds, limit
// In charge is a government of a locality around mine that offers the kind of local policy and advocacy in question.
MATCH (a:Actor {id: $actor})-[need:NEEDS]->(wanted:Resource)-[:KIND_OF*0..1]->(:Resource {code: 'policy-advocacy'})
WHERE (need.from IS NULL OR need.from <= $asOf) AND (need.until IS NULL OR need.until > $asOf)
MATCH (a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(area:Locality {tier: $tier})
WHERE (area.valid_from IS NULL OR area.valid_from <= $asOf) AND (area.valid_to IS NULL OR area.valid_to > $asOf)
WITH DISTINCT wanted, area
MATCH (area)<-[:BASED_IN|SERVES]-(c:Government)-[offer:OFFERS]->(given:Resource)-[:KIND_OF*0..1]-(wanted)
WHERE c.kind IN $kinds
  AND (offer.from IS NULL OR offer.from <= $asOf) AND (offer.until IS NULL OR offer.until > $asOf)
  AND (offer.locality IS NULL OR offer.locality = area.code)
WITH c.id AS candidate, collect(DISTINCT wanted.code) AS needs, collect(DISTINCT given.code) AS offers, collect(DISTINCT area.code) AS localities
RETURN $actor AS actor, candidate, $tier AS tier, {needs: needs, offers: offers, localities: localities} AS evidence
ORDER BY size(needs) DESC, candidate
LIMIT $limit
