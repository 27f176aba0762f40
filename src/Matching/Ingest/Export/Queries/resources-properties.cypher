MATCH (x:Resource)
UNWIND keys(x) AS name
RETURN DISTINCT name
