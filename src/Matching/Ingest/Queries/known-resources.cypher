MATCH (r:Resource)
OPTIONAL MATCH (r)-[:KIND_OF]->(parent:Resource)
RETURN r.code AS code, parent.code AS parent
