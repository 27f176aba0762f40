// Governments of provinces that are in the network on the day: real ones, examples. A local government is one that is based in its own territory.
MATCH (x:Government)-[:BASED_IN]->(:Locality {tier: 'province'})
WHERE x.consent = true
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
RETURN sum(CASE WHEN coalesce(x.sample, false) THEN 0 ELSE 1 END), sum(CASE WHEN coalesce(x.sample, false) THEN 1 ELSE 0 END)
