// Leaders and managers of civil-society organisations of that day.
MATCH (a:Cso)
WHERE (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
RETURN coalesce(sum(a.leaders), 0) AS actual, coalesce(sum(CASE WHEN a.sample THEN a.leaders END), 0) AS examples
