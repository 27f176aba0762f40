MATCH (x:Target)
UNWIND keys(x) AS name
RETURN DISTINCT name
