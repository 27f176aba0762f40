// One relationship for each actor, resource, locality and first day; the last two may be unknown, which MERGE cannot match.
UNWIND $rows AS row
MATCH (a:Actor {id: row.actor})
MATCH (r:Resource {code: row.resource})
WITH a, r, row, [(a)-[x:OFFERS]->(r)
  WHERE (x.locality = row.locality OR (x.locality IS NULL AND row.locality IS NULL))
    AND (x.from = row.from OR (x.from IS NULL AND row.from IS NULL)) | x] AS found
FOREACH (_ IN CASE WHEN size(found) = 0 THEN [1] ELSE [] END | CREATE (a)-[x:OFFERS]->(r) SET x = row.properties)
FOREACH (x IN [y IN found WHERE properties(y) <> row.properties] | SET x = row.properties)
