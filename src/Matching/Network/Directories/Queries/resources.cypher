// All kinds of resource with both names and the code above.
MATCH (x:Resource)
RETURN x.code, x.name_id, x.name_en, head([(x)-[:KIND_OF]->(above:Resource) | above.code])
ORDER BY x.code
