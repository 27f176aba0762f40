// Actors that come after a day and before another one: what they bring along when they come.
MATCH (x:Actor)
WHERE coalesce(x.consent, $consentWhereUnknown) AND coalesce(x.profiling, true)
  AND x.valid_from > $asOf AND x.valid_from < $until AND (x.valid_to IS NULL OR x.valid_to > x.valid_from)
RETURN x.id, x.kind, x.capacity,
       [(x)-[:BASED_IN]->(l:Locality) | l.code],
       [(x)-[:SERVES]->(l:Locality) | l.code],
       [(x)-[:WORKS_IN]->(s:Sector) | s.code],
       [(x)-[o:OFFERS]->(r:Resource) WHERE o.from <= x.valid_from AND (o.until IS NULL OR o.until > x.valid_from) | [r.code, o.locality, o.quantity, o.unit, o.until]],
       [(x)-[n:NEEDS]->(r:Resource) WHERE n.from <= x.valid_from AND (n.until IS NULL OR n.until > x.valid_from) | [r.code, n.locality, n.quantity, n.unit, n.until]],
       0 AS accepted, 0 AS declined,
       x.description
