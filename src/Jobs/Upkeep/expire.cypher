MATCH (:Actor)-[stated:OFFERS|NEEDS]->(:Resource)
WHERE stated.until <= $before
DELETE stated
