// The sectors.
MATCH (s:Sector)
RETURN s.code, s.name_id, s.name_en, [(s)-[:PART_OF]->(above:Sector) | above.code]
ORDER BY s.code
