// All actors, whether they take part on the day or not: what rules and eligibility look at.
MATCH (x:Actor)
RETURN x.id, x.kind, x:Government,
       x.consent = true AND coalesce(x.profiling, true)
         AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf),
       x.capacity,
       COUNT {
         MATCH (x)-[:MEMBER_OF]->(p:Partnership)
         WHERE p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf)
           AND (p.end > $asOf OR (p.end IS NULL AND p.status = 'active'))
       },
       [(x)-[:BASED_IN|SERVES]->(l:Locality) | l.code],
       [(x)-[:WORKS_IN]->(s:Sector) | s.code],
       [(x)-[o:OFFERS]->(r:Resource)
         WHERE (o.from IS NULL OR o.from <= $asOf) AND (o.until IS NULL OR o.until > $asOf) | [r.code, o.locality]],
       [(x)-[n:NEEDS]->(r:Resource)
         WHERE (n.from IS NULL OR n.from <= $asOf) AND (n.until IS NULL OR n.until > $asOf) | [r.code, n.locality]]
