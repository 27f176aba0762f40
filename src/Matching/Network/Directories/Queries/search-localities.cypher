// Localities of a day; a condition that is null does not count.
MATCH (l:Locality)
WHERE (l.valid_from IS NULL OR l.valid_from <= $asOf) AND (l.valid_to IS NULL OR l.valid_to > $asOf)
  AND ($after IS NULL OR l.code > $after)
  AND ($tier IS NULL OR l.tier = $tier)
  AND ($name IS NULL OR toLower(l.name) CONTAINS toLower($name))
  AND ($parent IS NULL OR EXISTS { MATCH (l)-[:WITHIN]->(:Locality {code: $parent}) })
RETURN l.code, l.name, l.tier, head([(l)-[:WITHIN]->(above:Locality) | above.code]), l.population
ORDER BY l.code
LIMIT $limit
