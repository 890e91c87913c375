-- An officer closes what was handed over and nobody needs any more, and opens it again.

-- Every decision in its order, of which the last one counts: `ruling` is `close`, which may say why, or `reopen`.
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
