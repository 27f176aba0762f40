// Provinces in which somebody works on digital transformation or digital reach: real actors, examples.
// Based in the province, in one of its districts, or serving one of them; whoever serves the whole nation has not reached a province by that.
MATCH (x:Actor)-[:WORKS_IN]->(s:Sector)
WHERE s.code IN ['digital-transformation', 'strategy-digital-reach']
  AND x.consent = true
  AND (x.valid_from IS NULL OR x.valid_from <= $asOf) AND (x.valid_to IS NULL OR x.valid_to > $asOf)
MATCH (x)-[:BASED_IN|SERVES]->(:Locality)-[:WITHIN*0..1]->(province:Locality {tier: 'province'})
WHERE (province.valid_from IS NULL OR province.valid_from <= $asOf) AND (province.valid_to IS NULL OR province.valid_to > $asOf)
RETURN count(DISTINCT CASE WHEN coalesce(x.sample, false) THEN null ELSE province.code END),
       count(DISTINCT CASE WHEN coalesce(x.sample, false) THEN province.code ELSE null END)
