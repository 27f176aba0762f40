// The actors of a day with what is known of them on it.
MATCH (x:Actor)
WHERE coalesce(x.consent, $consentWhereUnknown) AND coalesce(x.profiling, true)
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
RETURN x.id, x.kind, x.capacity,
       [(x)-[:BASED_IN]->(l:Locality) | l.code],
       [(x)-[:SERVES]->(l:Locality) | l.code],
       [(x)-[:WORKS_IN]->(s:Sector) | s.code],
       [(x)-[o:OFFERS]->(r:Resource)
         WHERE (o.from IS NULL OR o.from <= $asOf) AND (o.until IS NULL OR o.until > $asOf) | [r.code, o.locality, o.quantity, o.unit, o.until]],
       [(x)-[n:NEEDS]->(r:Resource)
         WHERE (n.from IS NULL OR n.from <= $asOf) AND (n.until IS NULL OR n.until > $asOf) | [r.code, n.locality, n.quantity, n.unit, n.until]],
       COUNT { MATCH (x)-[f:FEEDBACK]->(:Actor) WHERE f.verdict IN ['accepted', 'formed'] AND f.at <= $asOf },
       COUNT { MATCH (x)-[f:FEEDBACK]->(:Actor) WHERE f.verdict = 'declined' AND f.at <= $asOf },
       x.description
