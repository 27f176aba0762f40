// Who gets a list on a day: everybody who has consented, has not objected to profiling, and is there.
MATCH (a:Actor)
WHERE a.consent = true AND coalesce(a.profiling, true)
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.id ORDER BY a.id
