-- Officers publish forms from workbooks, go back to earlier versions, and withdraw them.

-- Who published it, since when it is current or is not, and who decided that; null where the installation did.
ALTER TABLE form ADD COLUMN publisher TEXT REFERENCES account;
ALTER TABLE form ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE form ADD COLUMN decided_by TEXT REFERENCES account;
UPDATE form SET since = published;

-- Every decision; nothing is ever changed here. `ruling` is `use` or `withdraw`.
CREATE TABLE form_decision (
  number   INTEGER PRIMARY KEY,
  unit     TEXT NOT NULL,
  form     TEXT NOT NULL,
  ruling   TEXT NOT NULL,
  officer  TEXT REFERENCES account,
  decided  INTEGER NOT NULL,
  FOREIGN KEY (unit, form) REFERENCES form
) STRICT;

-- What forms were made from: the workbook has the place 0, the files that came with it those behind. A form is its content,
-- whichever unit published it.
CREATE TABLE form_source (
  form     TEXT NOT NULL,
  place    INTEGER NOT NULL,
  name     TEXT NOT NULL,
  content  BLOB NOT NULL,
  PRIMARY KEY (form, place)
) STRICT;
CREATE UNIQUE INDEX form_source_called ON form_source (form, name);
