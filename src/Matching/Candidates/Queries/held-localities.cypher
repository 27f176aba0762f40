// All localities, whether they are valid on the day or not.
MATCH (l:Locality)
RETURN l.code, l.tier,
       (l.valid_from IS NULL OR l.valid_from <= $asOf) AND (l.valid_to IS NULL OR l.valid_to > $asOf),
       [(l)-[:WITHIN]->(above:Locality) | above.code]
