MATCH (a:Actor) RETURN a.id
