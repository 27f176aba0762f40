// The kind of an actor that may be matched on a day.
MATCH (a:Actor {id: $actor})
WHERE a.consent = true AND coalesce(a.profiling, true)
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.kind
