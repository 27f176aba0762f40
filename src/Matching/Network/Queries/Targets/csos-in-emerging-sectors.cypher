// Civil-society organisations of that day that work in a sector marked as newly emerging.
MATCH (a:Cso)
WHERE (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
  AND EXISTS { MATCH (a)-[w:WORKS_IN]->(s:Sector) WHERE s.emerging = 'true' AND (w.until IS NULL OR w.until > $asOf) }
RETURN count(a) AS actual, count(CASE WHEN a.sample THEN 1 END) AS examples
