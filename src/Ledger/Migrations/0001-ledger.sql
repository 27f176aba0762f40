-- Instants are milliseconds since 1970 in UTC, days are ISO 8601 text, switches are 0 and 1: the same in both databases.
CREATE TABLE run (
  id $identity$,
  kind text NOT NULL,
  mode text NOT NULL,
  as_of text NOT NULL,
  state text NOT NULL,
  model text NOT NULL,
  based_on bigint NULL,
  checkpoint text NULL,
  total bigint NOT NULL,
  done bigint NOT NULL,
  started_at bigint NOT NULL,
  finished_at bigint NULL,
  record text NULL
);
CREATE INDEX run_by_state ON run (kind, state);

-- Which list an actor has in a run. An unchanged list stays where it was first written: source_run names that run.
CREATE TABLE run_list (
  run_id bigint NOT NULL,
  actor text NOT NULL,
  source_run bigint NOT NULL,
  fingerprint text NOT NULL,
  PRIMARY KEY (run_id, actor)
);
CREATE INDEX run_list_by_source ON run_list (source_run, actor);
CREATE INDEX run_list_by_actor ON run_list (actor);

CREATE TABLE cypher_text (
  id $identity$,
  body text NOT NULL UNIQUE
);

CREATE TABLE list_item (
  run_id bigint NOT NULL,
  actor text NOT NULL,
  place bigint NOT NULL,
  candidate text NOT NULL,
  score double precision NOT NULL,
  forward double precision NOT NULL,
  backward double precision NOT NULL,
  tier bigint NOT NULL,
  propensity double precision NOT NULL,
  placement bigint NOT NULL,
  policy text NOT NULL,
  name text NOT NULL,
  kind bigint NOT NULL,
  locality text NULL,
  locality_name text NULL,
  locality_tier bigint NULL,
  sample bigint NOT NULL,
  reason_id text NOT NULL,
  reason_en text NOT NULL,
  rules text NOT NULL,
  cypher_id bigint NOT NULL,
  parameters text NOT NULL,
  PRIMARY KEY (run_id, actor, place)
);
CREATE INDEX list_item_by_candidate ON list_item (candidate);

CREATE TABLE pointer (
  name text PRIMARY KEY,
  run_id bigint NOT NULL
);
CREATE TABLE pointer_switch (
  id $identity$,
  name text NOT NULL,
  from_run bigint NULL,
  to_run bigint NOT NULL,
  at bigint NOT NULL,
  who text NOT NULL
);

-- Who saw what: one row a showing, one row an item at its rank and with the probability that the policy showed it there.
CREATE TABLE exposure (
  id $identity$,
  at bigint NOT NULL,
  actor text NOT NULL,
  channel text NOT NULL,
  run_id bigint NOT NULL,
  model text NOT NULL
);
CREATE INDEX exposure_by_actor ON exposure (actor, at);
CREATE TABLE exposure_item (
  exposure_id bigint NOT NULL,
  place bigint NOT NULL,
  candidate text NOT NULL,
  propensity double precision NOT NULL,
  PRIMARY KEY (exposure_id, place)
);
CREATE INDEX exposure_item_by_candidate ON exposure_item (candidate);

-- occurrence makes an answer that comes twice one answer.
CREATE TABLE feedback (
  id $identity$,
  occurrence text NOT NULL UNIQUE,
  at bigint NOT NULL,
  actor text NOT NULL,
  candidate text NOT NULL,
  verdict text NOT NULL,
  channel text NOT NULL,
  in_graph bigint NOT NULL
);
CREATE INDEX feedback_by_actor ON feedback (actor);
CREATE INDEX feedback_by_candidate ON feedback (candidate);

CREATE TABLE delivery (
  id $identity$,
  actor text NOT NULL,
  week text NOT NULL,
  message_id text NOT NULL,
  run_id bigint NOT NULL,
  state text NOT NULL,
  attempts bigint NOT NULL,
  decided_at bigint NOT NULL,
  attempted_at bigint NULL,
  finished_at bigint NULL,
  detail text NULL,
  shown text NOT NULL,
  UNIQUE (actor, week)
);
CREATE INDEX delivery_by_state ON delivery (state, week);
CREATE INDEX delivery_by_message ON delivery (message_id);

CREATE TABLE blocked_address (
  address_hash text PRIMARY KEY,
  why text NOT NULL,
  at bigint NOT NULL
);

CREATE TABLE preference (
  actor text PRIMARY KEY,
  frequency text NOT NULL,
  language text NULL,
  kinds text NULL,
  paused_until text NULL,
  changed_at bigint NOT NULL
);

CREATE TABLE consent_record (
  id $identity$,
  actor text NOT NULL,
  purpose text NOT NULL,
  given bigint NOT NULL,
  text_version text NOT NULL,
  at bigint NOT NULL,
  source text NOT NULL
);
CREATE INDEX consent_by_actor ON consent_record (actor, purpose);

-- An erasure that is due or done. subject is a keyed hash: it proves, and recognises an actor that is imported again, without naming it.
CREATE TABLE erasure (
  subject text PRIMARY KEY,
  actor text NULL,
  asked_at bigint NOT NULL,
  done_at bigint NULL,
  proof text NULL
);

CREATE TABLE api_key (
  id $identity$,
  name text NOT NULL UNIQUE,
  role text NOT NULL,
  key_hash text NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  revoked_at bigint NULL
);

CREATE TABLE model (
  id text PRIMARY KEY,
  kind text NOT NULL,
  state text NOT NULL,
  created_at bigint NOT NULL,
  promoted_at bigint NULL,
  description text NOT NULL,
  metrics text NOT NULL
);

CREATE TABLE secret (
  name text PRIMARY KEY,
  body text NOT NULL
);

CREATE TABLE audit (
  id bigint PRIMARY KEY,
  at bigint NOT NULL,
  who text NOT NULL,
  act text NOT NULL,
  subject text NOT NULL,
  detail text NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL
);

CREATE TABLE lease (
  job text PRIMARY KEY,
  owner text NOT NULL,
  token bigint NOT NULL,
  expires_at bigint NOT NULL
);

CREATE TABLE timetable (
  job text PRIMARY KEY,
  last_due bigint NOT NULL
);

CREATE TABLE job_run (
  id $identity$,
  job text NOT NULL,
  due bigint NOT NULL,
  state text NOT NULL,
  attempts bigint NOT NULL,
  started_at bigint NULL,
  finished_at bigint NULL,
  done bigint NOT NULL,
  total bigint NOT NULL,
  record text NULL,
  UNIQUE (job, due)
);
CREATE INDEX job_run_by_state ON job_run (job, state);
