-- Lists of households that an office takes in from its workbooks.

-- `state` is `checked`, `applying`, `stopped`, `applied`, `undoing` or `undone`; `reading` says how the file is read.
CREATE TABLE import (
  id       TEXT PRIMARY KEY,
  unit     TEXT NOT NULL,
  officer  TEXT NOT NULL REFERENCES account,
  at       INTEGER NOT NULL,
  file     TEXT NOT NULL,
  state    TEXT NOT NULL,
  reading  TEXT NOT NULL,
  content  BLOB NOT NULL
) STRICT;
CREATE INDEX imports_of_unit ON import (unit, at);

-- A household of a list: what it would make of the record, what is said of it, and what became of that.
CREATE TABLE import_row (
  import     TEXT NOT NULL REFERENCES import,
  place      INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  household  TEXT,
  body       TEXT NOT NULL,
  operation  TEXT,
  outcome    TEXT,
  PRIMARY KEY (import, place)
) STRICT, WITHOUT ROWID;
-- How far a list is taken in is asked all the time, and the rows are wide.
CREATE INDEX import_rows_as_they_stand ON import_row (import, kind, outcome);
