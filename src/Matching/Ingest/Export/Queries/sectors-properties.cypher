MATCH (x:Sector)
UNWIND keys(x) AS name
RETURN DISTINCT name
