-- Who did and read what, in a chain: `before` is the hash of the entry before, `hash` that of this one. Numbers are never
-- given out twice, also where the last ones are gone. `actor` is a user's id, or a word for whoever is none.
CREATE TABLE audit (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  device  TEXT NOT NULL,
  act     TEXT NOT NULL,
  why     TEXT NOT NULL,
  before  BLOB NOT NULL,
  hash    BLOB NOT NULL
) STRICT;
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_actor ON audit (actor, number);

-- By which ids an entry is found: those in its act.
CREATE TABLE audit_subject (
  subject  BLOB NOT NULL,
  number   INTEGER NOT NULL REFERENCES audit,
  PRIMARY KEY (subject, number)
) STRICT, WITHOUT ROWID;

-- Nothing in this program changes what was entered, and nothing by mistake does.
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'what was entered in the audit stays'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'what was entered in the audit stays'); END;
CREATE TRIGGER audit_subject_stays BEFORE UPDATE ON audit_subject
  BEGIN SELECT raise(ABORT, 'what was entered in the audit stays'); END;
CREATE TRIGGER audit_subject_is_kept BEFORE DELETE ON audit_subject
  BEGIN SELECT raise(ABORT, 'what was entered in the audit stays'); END;
