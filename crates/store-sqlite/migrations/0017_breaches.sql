-- Breaches of personal data: each as it was said last (JSON), with the unit whose data it is, which changes with mergers.
CREATE TABLE breach (
  id          TEXT PRIMARY KEY,
  unit        TEXT NOT NULL,
  discovered  INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  body        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX breaches_of_unit ON breach (unit, discovered);
