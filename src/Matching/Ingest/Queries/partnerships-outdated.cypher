// Who is in a partnership, where, and about what, is what its row says, and no more.
UNWIND $rows AS row
MATCH (p:Partnership {id: row.id})
FOREACH (outdated IN [(p)<-[r:MEMBER_OF]-(a:Actor) WHERE NOT a.id IN row.members | r] | DELETE outdated)
FOREACH (outdated IN [(p)-[r:ABOUT]->(s:Sector) WHERE NOT s.code IN row.sectors | r] | DELETE outdated)
FOREACH (outdated IN [(p)-[r:`IN`]->(l:Locality) WHERE row.locality IS NULL OR l.code <> row.locality | r] | DELETE outdated)
