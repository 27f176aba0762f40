// Access: all that the graph holds between an actor and others, of whatever type, in both directions. Of the other end no more than its name; of a partnership all, since it is the actor's own. Who was
// recommended the actor, and who answered about it, is theirs: such an end stays unnamed, and without the reason that was given to it.
MATCH (a:Actor {id: $actor})-[x]-(other)
WITH a, x, other, type(x) IN ['RECOMMENDED', 'FEEDBACK'] AND a = endNode(x) AS ofOthers
RETURN type(x) AS type, a = startNode(x) AS outgoing,
       CASE WHEN ofOthers THEN x {.run, .rank, .score, .tier, .verdict, .at} ELSE properties(x) END AS properties,
       CASE WHEN NOT ofOthers THEN coalesce(other.id, other.code) END AS id, CASE WHEN NOT ofOthers THEN other.name END AS name,
       CASE WHEN other:Partnership THEN properties(other) END AS partnership,
       [(other)<-[:MEMBER_OF]-(member:Actor) | member.id] AS members, [(other)-[:ABOUT]->(about:Sector) | about.code] AS sectors, [(other)-[:IN]->(place:Locality) | place.code] AS localities
ORDER BY type, outgoing, id, x.locality, x.from, x.at
