UNWIND $rows AS row
MATCH (:Actor {id: row.actor})-[x:OFFERS]->(:Resource {code: row.resource})
WHERE (x.locality = row.locality OR (x.locality IS NULL AND row.locality IS NULL))
  AND (x.from = row.from OR (x.from IS NULL AND row.from IS NULL))
DELETE x
