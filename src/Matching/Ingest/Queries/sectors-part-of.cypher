// Hangs each sector under its parent and takes it from another one.
UNWIND $rows AS row
MATCH (child:Sector {code: row.code})
FOREACH (outdated IN [(child)-[r:PART_OF]->(parent:Sector) WHERE row.parent IS NULL OR parent.code <> row.parent | r] | DELETE outdated)
WITH child, row
MATCH (parent:Sector {code: row.parent})
MERGE (child)-[r:PART_OF]->(parent)
