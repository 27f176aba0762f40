// The kinds of resource.
MATCH (r:Resource)
RETURN r.code, r.name_id, r.name_en, [(r)-[:KIND_OF]->(above:Resource) | above.code]
ORDER BY r.code
