-- What phones hand over in files: the secret with which those are read, and what of them is no operation.

CREATE TABLE handover_key (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  value  TEXT NOT NULL
) STRICT;

-- `kind` as in the file; `digest` is SHA-256 of kind and content.
CREATE TABLE handed (
  author    TEXT NOT NULL REFERENCES account,
  digest    BLOB NOT NULL,
  unit      TEXT NOT NULL,
  device    TEXT NOT NULL,
  kind      INTEGER NOT NULL,
  content   BLOB NOT NULL,
  received  INTEGER NOT NULL,
  PRIMARY KEY (author, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX handed_to ON handed (unit, kind);
