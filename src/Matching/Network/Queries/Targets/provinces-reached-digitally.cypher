// Provinces with a civil-society organisation or a company of that day, based in them, that can be reached by e-mail.
MATCH (a:Actor)-[:BASED_IN]->(:Locality)-[:WITHIN*0..1]->(p:Province)
WHERE (a:Cso OR a:Business) AND a.email IS NOT NULL
  AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
WITH p, min(CASE WHEN a.sample THEN 1 ELSE 0 END) AS onlyExamples
RETURN count(p) AS actual, coalesce(sum(onlyExamples), 0) AS examples
