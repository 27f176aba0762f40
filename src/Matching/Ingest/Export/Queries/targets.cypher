MATCH (x:Target)
RETURN properties(x) AS properties
ORDER BY x.code
