// Actors of a day by what is public of them; a condition that is null does not count.
MATCH (x:Actor)
WHERE x.consent = true
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
  AND ($after IS NULL OR x.id > $after)
  AND ($kind IS NULL OR x.kind = $kind)
  AND ($name IS NULL OR toLower(x.name) CONTAINS toLower($name))
  AND ($locality IS NULL
    OR EXISTS { MATCH (x)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..3]->(:Locality {code: $locality}) })
  AND ($sector IS NULL
    OR EXISTS { MATCH (x)-[:WORKS_IN]->(:Sector)-[:PART_OF*0..1]->(:Sector {code: $sector}) })
RETURN x.id, x.name, x.kind, coalesce(x.sample, false), head([(x)-[:BASED_IN]->(l:Locality) | [l.code, l.name, l.tier]])
ORDER BY x.id
LIMIT $limit
