// Who asks, where it is, and which needs it has stated.
MATCH (a:Actor {id: $actor})
WHERE a.consent = true AND coalesce(a.profiling, true)
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.kind,
       [(a)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(x:Locality) | x.tier],
       [(a)-[need:NEEDS]->(r:Resource)
         WHERE (need.from IS NULL OR need.from <= $asOf) AND (need.until IS NULL OR need.until > $asOf) | r.code]
