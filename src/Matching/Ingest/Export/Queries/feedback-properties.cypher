MATCH (:Actor)-[x:FEEDBACK]->(:Actor)
UNWIND keys(x) AS name
RETURN DISTINCT name
