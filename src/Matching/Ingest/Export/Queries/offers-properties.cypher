MATCH (:Actor)-[x:OFFERS]->(:Resource)
UNWIND keys(x) AS name
RETURN DISTINCT name
