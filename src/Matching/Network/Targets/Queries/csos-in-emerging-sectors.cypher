// CSOs that work in a newly emerging sector: real ones, examples.
MATCH (x:Cso)
WHERE x.consent = true
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
  AND EXISTS { MATCH (x)-[:WORKS_IN]->(:Sector {emerging: 'true'}) }
RETURN sum(CASE WHEN coalesce(x.sample, false) THEN 0 ELSE 1 END), sum(CASE WHEN coalesce(x.sample, false) THEN 1 ELSE 0 END)
