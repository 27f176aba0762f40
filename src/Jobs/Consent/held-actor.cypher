// Access: all that the graph holds on the node of an actor, personal data too.
MATCH (a:Actor {id: $actor})
RETURN a AS actor
