-- Invitations by which people come in without a password; one of a person counts at a time.
CREATE TABLE invitation (
  user     TEXT PRIMARY KEY REFERENCES account,
  code     BLOB NOT NULL UNIQUE,
  inviter  TEXT NOT NULL REFERENCES account,
  expires  INTEGER NOT NULL,
  device   TEXT
) STRICT, WITHOUT ROWID;
