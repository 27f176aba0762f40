// An actor carries the label of its kind beside Actor.
UNWIND $rows AS row
MERGE (a:Actor {id: row.id})
FOREACH (_ IN CASE WHEN row.kind = 'cso' THEN [1] ELSE [] END | SET a:Cso REMOVE a:Government:Business:Academia:Other)
FOREACH (_ IN CASE WHEN row.kind = 'government' THEN [1] ELSE [] END | SET a:Government REMOVE a:Cso:Business:Academia:Other)
FOREACH (_ IN CASE WHEN row.kind = 'business' THEN [1] ELSE [] END | SET a:Business REMOVE a:Cso:Government:Academia:Other)
FOREACH (_ IN CASE WHEN row.kind = 'academia' THEN [1] ELSE [] END | SET a:Academia REMOVE a:Cso:Government:Business:Other)
FOREACH (_ IN CASE WHEN row.kind = 'other' THEN [1] ELSE [] END | SET a:Other REMOVE a:Cso:Government:Business:Academia)
WITH a, row
WHERE properties(a) <> row.properties
SET a = row.properties
