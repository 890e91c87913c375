-- What is recorded of a household can be erased: the texts in `operation` that are about it are empty from then on, the rest
-- of their rows stays, so that what comes again gets its receipt and accounts add up.

-- Households that were erased, and where they lived.
CREATE TABLE erased (
  household  TEXT PRIMARY KEY,
  unit       TEXT NOT NULL,
  hamlet     TEXT NOT NULL REFERENCES hamlet,
  at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Their visits: whoever still says something of one speaks of an erased household.
CREATE TABLE erased_visit (
  visit      TEXT PRIMARY KEY,
  household  TEXT NOT NULL REFERENCES erased
) STRICT, WITHOUT ROWID;

-- Pictures that those named. Whichever of them nothing names goes from the disk after the transaction, and again at every
-- start; `done` says that it has.
CREATE TABLE erased_media (
  digest  TEXT PRIMARY KEY,
  done    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The operations that erased, as they were said: they bear ids alone, and are kept outside the database too.
CREATE TABLE erasure (
  operation  TEXT PRIMARY KEY,
  unit       TEXT NOT NULL,
  author     TEXT NOT NULL,
  device     TEXT NOT NULL,
  received   INTEGER NOT NULL,
  content    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
