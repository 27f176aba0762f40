UNWIND $actors AS id
MATCH (a:Actor {id: id})
WHERE NOT coalesce(a.profiling, true)
SET a.profiling = null
