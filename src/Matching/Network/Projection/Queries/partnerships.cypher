// Partnerships that began in a span of days: who is in them and what they are about.
// Proposed and declined ones are none. Whoever states a start and no status states that it began.
MATCH (p:Partnership)
WHERE coalesce(p.status, 'active') IN ['active', 'ended']
  AND (p.start >= $from OR ($from IS NULL AND (p.start IS NOT NULL OR $undated)))
  AND (p.start < $before OR p.start IS NULL)
RETURN p.id, p.start, p.end,
       [(a:Actor)-[:MEMBER_OF]->(p) | a.id],
       [(p)-[:ABOUT]->(s:Sector) | s.code]
