// What actors had answered to recommendations by a day.
MATCH (x:Actor)-[f:FEEDBACK]->(y:Actor)
WHERE f.verdict IN ['accepted', 'formed', 'declined'] AND f.at <= $asOf AND coalesce(x.consent, $consentWhereUnknown) AND coalesce(x.profiling, true)
RETURN x.id, y.id, f.verdict <> 'declined', f.at
