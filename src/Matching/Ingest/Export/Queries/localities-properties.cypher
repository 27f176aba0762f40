MATCH (x:Locality)
UNWIND keys(x) AS name
RETURN DISTINCT name
