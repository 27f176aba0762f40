// Actors that still have edges of an earlier run and are in no list of this one.
MATCH (a:Actor)
WHERE NOT a.id IN $listed AND EXISTS { MATCH (a)-[:RECOMMENDED]->(:Actor) }
RETURN a.id
