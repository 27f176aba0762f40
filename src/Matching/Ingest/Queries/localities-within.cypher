// Hangs each locality under its parent and takes it from another one.
UNWIND $rows AS row
MATCH (child:Locality {code: row.code})
FOREACH (outdated IN [(child)-[r:WITHIN]->(parent:Locality) WHERE row.parent IS NULL OR parent.code <> row.parent | r] | DELETE outdated)
WITH child, row
MATCH (parent:Locality {code: row.parent})
MERGE (child)-[r:WITHIN]->(parent)
WITH r, row
WHERE properties(r) <> row.period
SET r = row.period
