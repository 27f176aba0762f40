// The tree of localities of a day, with neighbours.
MATCH (l:Locality)
WHERE (l.valid_from IS NULL OR l.valid_from <= $asOf) AND (l.valid_to IS NULL OR l.valid_to > $asOf)
RETURN l.code, l.name, l.tier, l.latitude, l.longitude,
       [(l)-[:WITHIN]->(above:Locality) | above.code],
       [(l)-[:NEAR]-(next:Locality) | next.code],
       l.population
