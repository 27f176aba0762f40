// The programme's targets. Each names the query of this product that counts its actual.
MATCH (t:Target)
RETURN t.code, t.name_id, t.name_en, t.floor, t.unit, t.query
ORDER BY t.code
