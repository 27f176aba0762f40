MATCH (a:Actor {id: $actor}) DETACH DELETE a
