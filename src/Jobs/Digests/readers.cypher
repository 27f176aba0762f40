// Everyone who could get a mail, with the seat that says in which time zone.
MATCH (a:Actor)
WHERE a.consent = true AND coalesce(a.profiling, true) AND a.email IS NOT NULL
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.id, [(a)-[:BASED_IN]->(l:Locality) | l.code]
ORDER BY a.id
