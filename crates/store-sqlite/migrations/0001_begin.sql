-- Ids are UUIDs in text, units `code@first-day`, moments milliseconds since 1970 in UTC, days `yyyy-mm-dd`.
-- Every table of a commune's data carries its unit, by which larger installations divide it.

CREATE TABLE unit (
  key   TEXT PRIMARY KEY,
  name  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What devices said, as they said it, and what they were answered. Nothing is ever changed here.
CREATE TABLE operation (
  id        TEXT NOT NULL,
  unit      TEXT NOT NULL,
  author    TEXT NOT NULL,
  device    TEXT NOT NULL,
  received  INTEGER NOT NULL,
  digest    BLOB NOT NULL,
  receipt   TEXT NOT NULL,
  content   TEXT NOT NULL,
  PRIMARY KEY (id, digest)
) STRICT;

-- The last number that each feed has given out.
CREATE TABLE feed (
  scope  TEXT PRIMARY KEY,
  unit   TEXT NOT NULL,
  last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The feeds: each record once, under the number of its last change. A body is null where the record left the scope.
CREATE TABLE record (
  key    TEXT NOT NULL,
  scope  TEXT NOT NULL REFERENCES feed,
  unit   TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  body   TEXT,
  PRIMARY KEY (key, scope)
) STRICT;
CREATE UNIQUE INDEX record_in_feed ON record (scope, seq);

-- From here on: what officers ask, kept in step with the records in the same transaction.

CREATE TABLE hamlet (
  id    TEXT PRIMARY KEY,
  unit  TEXT NOT NULL,
  name  TEXT NOT NULL,
  kind  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hamlet_of_unit ON hamlet (unit);

CREATE TABLE household (
  id             TEXT PRIMARY KEY,
  unit           TEXT NOT NULL,
  hamlet         TEXT NOT NULL REFERENCES hamlet,
  code           TEXT,
  head           TEXT NOT NULL,
  size           INTEGER NOT NULL,
  class          TEXT,
  class_since    TEXT,
  registered_by  TEXT NOT NULL
) STRICT;
CREATE INDEX household_of_hamlet ON household (unit, hamlet);

CREATE TABLE visit (
  id          TEXT PRIMARY KEY,
  unit        TEXT NOT NULL,
  household   TEXT NOT NULL REFERENCES household,
  hamlet      TEXT NOT NULL REFERENCES hamlet,
  author      TEXT NOT NULL,
  form        TEXT NOT NULL,
  day         TEXT NOT NULL,
  finished    INTEGER NOT NULL,
  received    INTEGER NOT NULL,
  state       TEXT NOT NULL,
  decided_by  TEXT,
  decided     INTEGER,
  amends      TEXT
) STRICT;
CREATE INDEX visit_by_state ON visit (unit, state, received);
CREATE INDEX visit_of_household ON visit (household, finished);

-- Which visits name which pictures.
CREATE TABLE visit_media (
  digest  TEXT NOT NULL,
  visit   TEXT NOT NULL REFERENCES visit,
  unit    TEXT NOT NULL,
  hamlet  TEXT NOT NULL REFERENCES hamlet,
  PRIMARY KEY (digest, visit)
) STRICT, WITHOUT ROWID;

-- Pictures that have arrived, by sender.
CREATE TABLE media (
  digest    TEXT NOT NULL,
  sender    TEXT NOT NULL,
  unit      TEXT NOT NULL,
  bytes     INTEGER NOT NULL,
  received  INTEGER NOT NULL,
  PRIMARY KEY (digest, sender)
) STRICT, WITHOUT ROWID;

CREATE TABLE form (
  unit       TEXT NOT NULL,
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  version    TEXT NOT NULL,
  published  INTEGER NOT NULL,
  current    INTEGER NOT NULL,
  PRIMARY KEY (unit, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX form_current ON form (unit, name) WHERE current;

CREATE TABLE account (
  user      TEXT PRIMARY KEY,
  unit      TEXT NOT NULL,
  sign_in   TEXT NOT NULL UNIQUE,
  role      TEXT NOT NULL,
  person    TEXT NOT NULL,
  password  TEXT,
  disabled  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The hamlets that a volunteer was given; an officer has all of the unit.
CREATE TABLE account_hamlet (
  user    TEXT NOT NULL REFERENCES account,
  unit    TEXT NOT NULL,
  hamlet  TEXT NOT NULL REFERENCES hamlet,
  PRIMARY KEY (user, hamlet)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  user    TEXT NOT NULL REFERENCES account,
  id      TEXT NOT NULL,
  unit    TEXT NOT NULL,
  label   TEXT NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  PRIMARY KEY (user, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token    BLOB PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  user     TEXT NOT NULL REFERENCES account,
  unit     TEXT NOT NULL,
  device   TEXT NOT NULL,
  label    TEXT NOT NULL,
  opened   INTEGER NOT NULL,
  used     INTEGER NOT NULL,
  expires  INTEGER NOT NULL,
  ended    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_user ON session (user, device);
-- One session of a device counts at a time.
CREATE UNIQUE INDEX session_open ON session (user, device) WHERE ended IS NULL;
