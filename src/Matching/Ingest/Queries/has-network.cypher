// Whether there is a network to build on.
RETURN EXISTS { MATCH (:Locality) } AS localities, EXISTS { MATCH (:Actor) } AS actors
