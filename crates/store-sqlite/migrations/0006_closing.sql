-- An officer closes what was handed over and nobody needs any more, and opens it again.

-- When the file was made in which something came first, by the device's clock, and the how-manieth it is of all that came
-- and was decided: no clock says what was there first.
ALTER TABLE handed ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handed ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE handed SET made = received, number = (
  SELECT count(*) FROM handed AS other
  WHERE (other.received, other.author, other.digest) <= (handed.received, handed.author, handed.digest)
);
CREATE UNIQUE INDEX handed_in_order ON handed (number);

-- Every decision, of which the last one counts: `ruling` is `close`, which may say why, or `reopen`. Its number is one of
-- the same row as those of what came.
CREATE TABLE handed_decision (
  number   INTEGER PRIMARY KEY,
  author   TEXT NOT NULL,
  digest   BLOB NOT NULL,
  ruling   TEXT NOT NULL,
  why      TEXT,
  officer  TEXT NOT NULL REFERENCES account,
  decided  INTEGER NOT NULL,
  FOREIGN KEY (author, digest) REFERENCES handed
) STRICT;
CREATE INDEX decisions_on_handed ON handed_decision (author, digest, number);
