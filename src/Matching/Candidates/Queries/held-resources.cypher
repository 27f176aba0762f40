// All kinds of resource, and those above them.
MATCH (r:Resource)
RETURN r.code, [(r)-[:KIND_OF]->(above:Resource) | above.code]
