// How many actors there are.
MATCH (actor:Actor) RETURN count(actor) AS actors
