UNWIND $actors AS id
MATCH (a:Actor {id: id})
WHERE NOT coalesce(a.consent, false)
SET a.consent = true
