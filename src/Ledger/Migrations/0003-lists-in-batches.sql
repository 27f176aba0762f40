-- A run is written batch by batch, and who stands in whose list is found batch by batch: in an index by candidate alone, every row of a night would change another page of it.
-- What was written before stands in batch 0 of its run.
CREATE TABLE list_batch (
  run_id bigint NOT NULL,
  batch bigint NOT NULL,
  PRIMARY KEY (run_id, batch)
);
INSERT INTO list_batch (run_id, batch) SELECT id, 0 FROM run;
ALTER TABLE list_item ADD COLUMN batch bigint NOT NULL DEFAULT 0;
DROP INDEX list_item_by_candidate;
CREATE INDEX list_item_by_candidate ON list_item (run_id, batch, candidate);
