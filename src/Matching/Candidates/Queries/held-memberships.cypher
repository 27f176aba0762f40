// Who is in which partnership: whether it came about, whether it keeps its members from being recommended to each other, as eligible.cypher has it.
MATCH (x:Actor)-[:MEMBER_OF]->(p:Partnership)
RETURN x.id, p.id,
       p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf),
       (p.status = 'proposed' AND (p.end IS NULL OR p.end > $asOf))
         OR (p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf) AND (p.end > $asOf OR (p.end IS NULL AND p.status = 'active')))
         OR (p.status = 'declined' AND coalesce(p.end, p.start) > $restedBefore AND coalesce(p.end, p.start) <= $asOf)
