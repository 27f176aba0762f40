// Who of $candidates may be recommended to $actor at all: the one place that decides it, whatever a rule returns.
// Never the actor itself; nobody who has ended, not begun, not consented, or objected to profiling; no kind that the actor's kind does not look for;
// no current partner (in a proposed partnership, or one that runs on the day); no pair of which either declined after
// $restedBefore, be it the other or a partnership, or either said "not now" after $postponedBefore; no pair of which either has blocked the other, ever;
// with $honoursCapacity, nobody whose running partnerships fill its capacity; and no government whose territory has nothing in common with the actor's places: it has no competence there.
MATCH (a:Actor {id: $actor})
UNWIND $candidates AS id
MATCH (c:Actor {id: id})
WHERE c.id <> $actor
  AND c.consent = true AND coalesce(c.profiling, true)
  AND c.kind IN $kinds
  AND (c.valid_from IS NULL OR c.valid_from <= $asOf) AND (c.valid_to IS NULL OR c.valid_to > $asOf)
  AND NOT EXISTS {
    MATCH (a)-[:MEMBER_OF]->(p:Partnership)<-[:MEMBER_OF]-(c)
    WHERE (p.status = 'proposed' AND (p.end IS NULL OR p.end > $asOf))
       OR (p.status IN ['active', 'ended']
           AND (p.start IS NULL OR p.start <= $asOf)
           AND (p.end > $asOf OR (p.end IS NULL AND p.status = 'active')))
  }
  AND NOT EXISTS {
    MATCH (a)-[:MEMBER_OF]->(p:Partnership {status: 'declined'})<-[:MEMBER_OF]-(c)
    WHERE coalesce(p.end, p.start) > $restedBefore AND coalesce(p.end, p.start) <= $asOf
  }
  AND NOT EXISTS {
    MATCH (a)-[f:FEEDBACK {verdict: 'declined'}]-(c)
    WHERE f.at > $restedBefore AND f.at <= $asOf
  }
  AND NOT EXISTS {
    MATCH (a)-[f:FEEDBACK {verdict: 'not_now'}]-(c)
    WHERE f.at > $postponedBefore AND f.at <= $asOf
  }
  AND NOT EXISTS { MATCH (a)-[f:FEEDBACK {verdict: 'blocked'}]-(c) WHERE f.at <= $asOf }
  AND (NOT $honoursCapacity OR c.capacity IS NULL OR c.capacity > COUNT {
    MATCH (c)-[:MEMBER_OF]->(p:Partnership)
    WHERE p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf)
      AND (p.end > $asOf OR (p.end IS NULL AND p.status = 'active'))
  })
  AND (c.kind <> 'government'
    OR EXISTS { MATCH (a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(:Locality)<-[:BASED_IN|SERVES]-(c) }
    OR EXISTS { MATCH (c)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(:Locality)<-[:BASED_IN|SERVES]-(a) })
RETURN c.id, c.kind
