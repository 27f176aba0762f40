MATCH (x:Partnership)
UNWIND keys(x) AS name
RETURN DISTINCT name
