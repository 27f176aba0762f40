MATCH (:Locality)-[x:NEAR]->(:Locality)
UNWIND keys(x) AS name
RETURN DISTINCT name
