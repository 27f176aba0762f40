UNWIND $actors AS id
MATCH (a:Actor {id: id})-[old:RECOMMENDED]->(:Actor)
DELETE old
