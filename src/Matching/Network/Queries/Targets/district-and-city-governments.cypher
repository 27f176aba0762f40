// Governments of districts and cities that are in the network on that day.
MATCH (a:Government)-[:BASED_IN]->(:District)
WHERE (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN count(DISTINCT a) AS actual, count(DISTINCT CASE WHEN a.sample THEN a END) AS examples
