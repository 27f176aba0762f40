// Who could find one of $changed by a rule today: they share a place up to the province, a sector within a region, a resource wanted and given
// (or its kin), a partner, or are partners, so that one is named in the reasons of the other.
MATCH (x:Actor) WHERE x.id IN $changed
MATCH (x)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(l:Locality)<-[:WITHIN*0..3]-(:Locality)<-[:BASED_IN|SERVES]-(y:Actor)
WHERE l.tier IN ['district', 'province'] OR (l.tier = 'region' AND EXISTS { MATCH (x)-[:WORKS_IN]->(:Sector)<-[:WORKS_IN]-(y) })
RETURN DISTINCT y.id
UNION
MATCH (x:Actor) WHERE x.id IN $changed
MATCH (x)-[:OFFERS]->(:Resource)-[:KIND_OF*0..1]-(:Resource)<-[:NEEDS]-(y:Actor)
RETURN DISTINCT y.id
UNION
MATCH (x:Actor) WHERE x.id IN $changed
MATCH (x)-[:NEEDS]->(:Resource)-[:KIND_OF*0..1]-(:Resource)<-[:OFFERS]-(y:Actor)
RETURN DISTINCT y.id
UNION
MATCH (x:Actor) WHERE x.id IN $changed
MATCH (x)-[:MEMBER_OF]->(:Partnership)<-[:MEMBER_OF]-(:Actor)-[:MEMBER_OF]->(:Partnership)<-[:MEMBER_OF]-(y:Actor)
RETURN DISTINCT y.id
UNION
MATCH (x:Actor)-[:MEMBER_OF]->(:Partnership)<-[:MEMBER_OF]-(y:Actor) WHERE x.id IN $changed
RETURN DISTINCT y.id
UNION
MATCH (x:Actor)-[:SERVES]->(:Locality {tier: 'national'}) WHERE x.id IN $changed
MATCH (y:Actor)
RETURN DISTINCT y.id
