// All sectors with both names and the code above.
MATCH (x:Sector)
RETURN x.code, x.name_id, x.name_en, head([(x)-[:PART_OF]->(above:Sector) | above.code])
ORDER BY x.code
