// Hangs each kind of resource under its parent and takes it from another one.
UNWIND $rows AS row
MATCH (child:Resource {code: row.code})
FOREACH (outdated IN [(child)-[r:KIND_OF]->(parent:Resource) WHERE row.parent IS NULL OR parent.code <> row.parent | r] | DELETE outdated)
WITH child, row
MATCH (parent:Resource {code: row.parent})
MERGE (child)-[r:KIND_OF]->(parent)
