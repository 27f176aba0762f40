// One row where the graph holds anything, be it ours or not.
MATCH (n) RETURN 1 LIMIT 1
