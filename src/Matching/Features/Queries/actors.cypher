// What is known of the actor and of all its candidates, in one go.
UNWIND $ids AS id
MATCH (x:Actor {id: id})
RETURN x.id, x.name, x.kind, coalesce(x.sample, false), x.capacity,
       [(x)-[:BASED_IN]->(l:Locality) | l.code],
       [(x)-[:SERVES]->(l:Locality) | l.code],
       [(x)-[:WORKS_IN]->(s:Sector) | s.code],
       [(x)-[o:OFFERS]->(r:Resource)
         WHERE (o.from IS NULL OR o.from <= $asOf) AND (o.until IS NULL OR o.until > $asOf) | [r.code, o.locality]],
       [(x)-[n:NEEDS]->(r:Resource)
         WHERE (n.from IS NULL OR n.from <= $asOf) AND (n.until IS NULL OR n.until > $asOf) | [r.code, n.locality]],
       COUNT {
         MATCH (x)-[:MEMBER_OF]->(p:Partnership)
         WHERE p.status IN ['active', 'ended'] AND (p.start IS NULL OR p.start <= $asOf)
           AND (p.end > $asOf OR (p.end IS NULL AND p.status = 'active'))
       },
       COUNT { MATCH (x)-[f:FEEDBACK]->(:Actor) WHERE f.verdict IN ['accepted', 'formed'] AND f.at <= $asOf },
       COUNT { MATCH (x)-[f:FEEDBACK]->(:Actor) WHERE f.verdict = 'declined' AND f.at <= $asOf },
       x.leaders, x.women_leaders
