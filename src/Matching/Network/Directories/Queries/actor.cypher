// One actor as the public may see it: no needs, no e-mail.
MATCH (x:Actor {id: $id})
WHERE x.consent = true
RETURN x.id, x.name, x.kind, coalesce(x.sample, false), head([(x)-[:BASED_IN]->(l:Locality) | [l.code, l.name, l.tier]]),
       x.subkind, x.description, x.leaders, x.women_leaders, x.young_leaders, x.valid_from, x.valid_to,
       [(x)-[:SERVES]->(l:Locality) | [l.code, l.name, l.tier]],
       [(x)-[:WORKS_IN]->(s:Sector) | s.code],
       [(x)-[o:OFFERS]->(r:Resource)
         WHERE (o.from IS NULL OR o.from <= $asOf) AND (o.until IS NULL OR o.until > $asOf)
         | [r.code, o.quantity, o.unit, o.locality, o.note]]
