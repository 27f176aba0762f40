UNWIND $rows AS id
MATCH (a:Actor {id: id})-[x:OFFERS]->(r:Resource)
RETURN a.id AS actor, r.code AS resource, x.locality AS locality, x.from AS since
