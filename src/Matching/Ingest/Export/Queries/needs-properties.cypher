MATCH (:Actor)-[x:NEEDS]->(:Resource)
UNWIND keys(x) AS name
RETURN DISTINCT name
