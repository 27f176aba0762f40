// The kind of an actor that takes part on a day.
MATCH (a:Actor {id: $actor})
WHERE a.consent = true
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.kind
