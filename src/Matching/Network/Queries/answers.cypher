// Whether the graph answers at all.
RETURN 1
