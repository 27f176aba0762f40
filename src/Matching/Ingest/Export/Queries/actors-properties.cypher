MATCH (x:Actor)
UNWIND keys(x) AS name
RETURN DISTINCT name
