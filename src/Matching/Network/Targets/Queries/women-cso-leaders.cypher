// Women among the leaders of CSOs, where a CSO states their number: of real CSOs, of examples.
MATCH (x:Cso)
WHERE x.consent = true
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
RETURN sum(CASE WHEN coalesce(x.sample, false) THEN 0 ELSE coalesce(x.women_leaders, 0) END), sum(CASE WHEN coalesce(x.sample, false) THEN coalesce(x.women_leaders, 0) ELSE 0 END)
