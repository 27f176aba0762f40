// Whatever a list can depend on, of every actor that takes part on a day; the day's changes of validity are in it.
MATCH (a:Actor)
WHERE a.consent = true AND coalesce(a.profiling, true)
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.id, a.kind, a.name, a.capacity, a.sample,
       [(a)-[:BASED_IN]->(l:Locality) | l.code],
       [(a)-[:SERVES]->(l:Locality) | l.code],
       [(a)-[:WORKS_IN]->(s:Sector) | s.code],
       [(a)-[o:OFFERS]->(r:Resource) WHERE (o.from IS NULL OR o.from <= $asOf) AND (o.until IS NULL OR o.until > $asOf) | r.code + ' ' + coalesce(o.locality, '')],
       [(a)-[n:NEEDS]->(r:Resource) WHERE (n.from IS NULL OR n.from <= $asOf) AND (n.until IS NULL OR n.until > $asOf) | r.code + ' ' + coalesce(n.locality, '')],
       [(a)-[:MEMBER_OF]->(p:Partnership) |
         p.id + ' ' + coalesce(p.status, '') + ' ' + toString(coalesce(p.start <= $asOf, true)) + ' ' + toString(coalesce(p.end > $asOf, true)) + ' '
           + toString(coalesce(p.end, p.start, $asOf) > $restedBefore) + ' '
           + toString(COUNT { MATCH (p)<-[:MEMBER_OF]-(b:Actor) WHERE b.consent = true AND coalesce(b.profiling, true) })],
       [(a)-[f:FEEDBACK]-(b:Actor) WHERE f.at <= $asOf | b.id + ' ' + coalesce(f.verdict, '') + ' ' + toString(f.at > $restedBefore) + ' ' + toString(f.at > $postponedBefore)]
