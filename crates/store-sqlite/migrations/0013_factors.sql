-- The second factor of an account: since is missing until a code of its key was shown, and step is the last one of which a
-- code was taken.
CREATE TABLE factor (
  user   TEXT PRIMARY KEY REFERENCES account,
  key    BLOB NOT NULL,
  since  INTEGER,
  step   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Recovery codes that are left, as digests.
CREATE TABLE recovery_code (
  user  TEXT NOT NULL REFERENCES factor ON DELETE CASCADE,
  code  BLOB NOT NULL,
  PRIMARY KEY (user, code)
) STRICT, WITHOUT ROWID;

-- Other tokens of a session than the one in use: one that waits to be used has no end, and one that was used is taken
-- until then. They stay for ever, as files that were handed over tell by one where they were made.
CREATE TABLE session_token (
  token    BLOB PRIMARY KEY,
  session  TEXT NOT NULL REFERENCES session (id),
  made     INTEGER NOT NULL,
  until    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_token_of ON session_token (session);
-- When a session ended because somebody bore a token that another one had taken the place of.
ALTER TABLE session ADD COLUMN copied INTEGER;
