// Pairs that an answer keeps apart on the day, as eligible.cypher has it.
MATCH (x:Actor)-[f:FEEDBACK]->(y:Actor)
WHERE f.at <= $asOf
  AND (f.verdict = 'blocked'
    OR (f.verdict = 'declined' AND f.at > $restedBefore)
    OR (f.verdict = 'not_now' AND f.at > $postponedBefore))
RETURN DISTINCT x.id, y.id
