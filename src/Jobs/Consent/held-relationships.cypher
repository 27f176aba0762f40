// Access: all that the graph holds between an actor and others, of whatever type, in both directions. Of the other end no more than its name; of a partnership all, since it is the actor's own.
MATCH (a:Actor {id: $actor})-[x]-(other)
RETURN type(x) AS type, a = startNode(x) AS outgoing, properties(x) AS properties, coalesce(other.id, other.code) AS id, other.name AS name,
       CASE WHEN other:Partnership THEN properties(other) END AS partnership,
       [(other)<-[:MEMBER_OF]-(member:Actor) | member.id] AS members, [(other)-[:ABOUT]->(about:Sector) | about.code] AS sectors, [(other)-[:IN]->(place:Locality) | place.code] AS localities
ORDER BY type, outgoing, id, x.locality, x.from, x.at
