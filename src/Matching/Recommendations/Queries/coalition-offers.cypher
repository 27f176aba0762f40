// Offers of kinds among $resources by actors of the day, that hold at some time from $asOf to $deadline; where they hold is for the reader to judge.
UNWIND $resources AS code
MATCH (x:Actor)-[o:OFFERS]->(r:Resource {code: code})
WHERE x.consent = true AND coalesce(x.profiling, true) AND x.kind IN $kinds
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
  AND (o.from IS NULL OR $deadline IS NULL OR o.from <= $deadline) AND (o.until IS NULL OR o.until > $asOf)
RETURN x.id, r.code, o.quantity, o.unit, o.locality
ORDER BY x.id, r.code
