MATCH (n:Actor)-[x:NEEDS]->(r:Resource)
RETURN properties(x) AS properties, n.id AS actor, r.code AS resource, x.locality AS locality, x.from AS valid_from, x.until AS valid_to
ORDER BY actor, resource, locality, valid_from
