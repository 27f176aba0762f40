// The paths behind one reason. Each part is asked for by a list of codes or ids, an empty list leaving it out; $canUse is a switch, because
// what the other side needs is not the reader's to know. All parameters are strings, lists of strings and a switch, so that JSON carries them.
MATCH path = (a:Actor {id: $actor})-[need:NEEDS]->(wanted:Resource)-[:KIND_OF*0..1]-(given:Resource)<-[offer:OFFERS]-(b:Actor {id: $candidate})
WHERE wanted.code IN $needs AND given.code IN $offers
  AND (need.from IS NULL OR need.from <= date($asOf)) AND (need.until IS NULL OR need.until > date($asOf))
  AND (offer.from IS NULL OR offer.from <= date($asOf)) AND (offer.until IS NULL OR offer.until > date($asOf))
RETURN 'offers what is needed' AS fact, path
UNION
MATCH path = (a:Actor {id: $actor})-[offer:OFFERS]->(given:Resource)-[:KIND_OF*0..1]-(wanted:Resource)<-[need:NEEDS]-(b:Actor {id: $candidate})
WHERE $canUse
  AND (offer.from IS NULL OR offer.from <= date($asOf)) AND (offer.until IS NULL OR offer.until > date($asOf))
  AND (need.from IS NULL OR need.from <= date($asOf)) AND (need.until IS NULL OR need.until > date($asOf))
RETURN 'can use what is offered' AS fact, path
UNION
MATCH path = (a:Actor {id: $actor})-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(l:Locality)<-[:SERVES]-(b:Actor {id: $candidate})
WHERE l.code IN $served
RETURN 'serves the locality' AS fact, path
UNION
MATCH path = (a:Actor {id: $actor})-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(l:Locality)<-[:WITHIN*0..3]-(:Locality)<-[:BASED_IN|SERVES]-(b:Actor {id: $candidate})
WHERE l.code IN $shared
RETURN 'is active in the same locality' AS fact, path
UNION
MATCH path = (a:Actor {id: $actor})-[:BASED_IN]->(:Locality)-[:NEAR]-(l:Locality)<-[:BASED_IN]-(b:Actor {id: $candidate})
WHERE l.code IN $neighbours
RETURN 'is based next door' AS fact, path
UNION
MATCH path = (a:Actor {id: $actor})-[:WORKS_IN]->(s:Sector)<-[:WORKS_IN]-(b:Actor {id: $candidate})
WHERE s.code IN $sectors
RETURN 'works in the same sector' AS fact, path
UNION
MATCH path = (a:Actor {id: $actor})-[:MEMBER_OF]->(p:Partnership)<-[:MEMBER_OF]-(c:Actor)-[:MEMBER_OF]->(q:Partnership)<-[:MEMBER_OF]-(b:Actor {id: $candidate})
WHERE c.id IN $partners
  AND p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= date($asOf))
  AND q.status IN ['active', 'ended'] AND (q.start IS NULL OR q.start <= date($asOf))
RETURN 'has worked with the same partner' AS fact, path
