// Whom mails go to. Without consent, nobody; e-mail is read here, in an access export, and nowhere else.
UNWIND $actors AS id
MATCH (a:Actor {id: id})
WHERE a.consent = true AND coalesce(a.profiling, true)
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN a.id, a.name, a.email, a.language, [(a)-[:BASED_IN]->(l:Locality) | l.code]
