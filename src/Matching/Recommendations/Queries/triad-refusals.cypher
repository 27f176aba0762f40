// Pairs of one of $from and one of $to that must not be brought together: either declined after $restedBefore, said "not now" after
// $postponedBefore, or has blocked the other.
UNWIND $from AS id
MATCH (a:Actor {id: id})-[f:FEEDBACK]-(c:Actor)
WHERE c.id IN $to AND f.at <= $asOf
  AND (f.verdict = 'blocked'
    OR (f.verdict = 'declined' AND f.at > $restedBefore)
    OR (f.verdict = 'not_now' AND f.at > $postponedBefore))
RETURN DISTINCT a.id, c.id
UNION
UNWIND $from AS id
MATCH (a:Actor {id: id})-[:MEMBER_OF]->(p:Partnership {status: 'declined'})<-[:MEMBER_OF]-(c:Actor)
WHERE c.id IN $to AND coalesce(p.end, p.start) > $restedBefore AND coalesce(p.end, p.start) <= $asOf
RETURN DISTINCT a.id, c.id
