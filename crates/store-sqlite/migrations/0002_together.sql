-- Households move, facts clash, offices decide, hamlets are given and taken, and a database may be put back.

-- Where a household lived before, as a JSON list; null where it never moved.
ALTER TABLE household ADD COLUMN moved TEXT;

-- Which conflicts are about which household.
CREATE TABLE conflict (
  key        TEXT PRIMARY KEY,
  unit       TEXT NOT NULL,
  household  TEXT NOT NULL REFERENCES household,
  open       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_of_household ON conflict (household);
CREATE INDEX conflict_open ON conflict (unit) WHERE open;

-- When a record left its scope, so that it can be forgotten after a time; and the highest number that was.
ALTER TABLE record ADD COLUMN departed INTEGER;
CREATE INDEX record_departed ON record (departed) WHERE departed IS NOT NULL;
ALTER TABLE feed ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;

-- The starts of the server on this database, and how far each feed had come when the next epoch began.
CREATE TABLE epoch (
  number  INTEGER PRIMARY KEY,
  id      INTEGER NOT NULL UNIQUE,
  began   INTEGER NOT NULL
) STRICT;
CREATE TABLE epoch_end (
  epoch  INTEGER NOT NULL REFERENCES epoch,
  scope  TEXT NOT NULL REFERENCES feed,
  unit   TEXT NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (epoch, scope)
) STRICT, WITHOUT ROWID;

-- Since when a volunteer has a hamlet, and what they had before.
ALTER TABLE account_hamlet ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
CREATE TABLE account_hamlet_former (
  user    TEXT NOT NULL REFERENCES account,
  unit    TEXT NOT NULL,
  hamlet  TEXT NOT NULL REFERENCES hamlet,
  since   INTEGER NOT NULL,
  until   INTEGER NOT NULL,
  PRIMARY KEY (user, hamlet, until)
) STRICT, WITHOUT ROWID;

-- How many of a device's operations have a receipt, and how it last said that it stands.
ALTER TABLE device ADD COLUMN operations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN report TEXT;
ALTER TABLE device ADD COLUMN reported INTEGER;
UPDATE device SET operations = (
  SELECT count(DISTINCT operation.id) FROM operation
  WHERE operation.author = device.user AND operation.device = device.id
);
