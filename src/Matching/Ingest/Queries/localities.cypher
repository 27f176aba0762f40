// A locality carries the label of its tier beside Locality.
UNWIND $rows AS row
MERGE (l:Locality {code: row.code})
FOREACH (_ IN CASE WHEN row.tier = 'district' THEN [1] ELSE [] END | SET l:District REMOVE l:Province:Region:National)
FOREACH (_ IN CASE WHEN row.tier = 'province' THEN [1] ELSE [] END | SET l:Province REMOVE l:District:Region:National)
FOREACH (_ IN CASE WHEN row.tier = 'region' THEN [1] ELSE [] END | SET l:Region REMOVE l:District:Province:National)
FOREACH (_ IN CASE WHEN row.tier = 'national' THEN [1] ELSE [] END | SET l:National REMOVE l:District:Province:Region)
WITH l, row
WHERE properties(l) <> row.properties
SET l = row.properties
