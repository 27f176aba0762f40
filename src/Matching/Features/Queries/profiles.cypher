// One row for each actor of the day: what the means of sectors and the weights of rare sectors are made of.
MATCH (x:Actor)
WHERE x.consent = true AND coalesce(x.profiling, true)
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
RETURN x.kind,
       [(x)-[:WORKS_IN]->(s:Sector) | s.code],
       [(x)-[o:OFFERS]->(r:Resource)
         WHERE (o.from IS NULL OR o.from <= $asOf) AND (o.until IS NULL OR o.until > $asOf) | r.code],
       [(x)-[n:NEEDS]->(r:Resource)
         WHERE (n.from IS NULL OR n.from <= $asOf) AND (n.until IS NULL OR n.until > $asOf) | r.code]
