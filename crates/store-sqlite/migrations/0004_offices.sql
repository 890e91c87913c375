-- What belongs to an office goes along with the household that it is about.

UPDATE visit SET unit = (SELECT unit FROM household WHERE household.id = visit.household);
UPDATE conflict SET unit = (SELECT unit FROM household WHERE household.id = conflict.household);
UPDATE visit_media SET unit = (SELECT unit FROM visit WHERE visit.id = visit_media.visit);

-- What was handed over is asked for by its author's unit.
DROP INDEX handed_to;

-- Which pictures are named in what an office holds, by the record's key.
CREATE TABLE held_media (
  digest  TEXT NOT NULL,
  held    TEXT NOT NULL,
  unit    TEXT NOT NULL,
  author  TEXT NOT NULL,
  PRIMARY KEY (digest, held)
) STRICT, WITHOUT ROWID;
-- SQLite reads no JSON that is nested too deeply; a picture in such a text stays with its sender.
INSERT INTO held_media (digest, held, unit, author)
SELECT DISTINCT atom, record.key, substr(record.scope, 3), json_extract(readable, '$.author')
FROM (
  SELECT *, CASE WHEN json_valid(body) THEN body ELSE '{}' END AS readable FROM record
  WHERE key >= 'held:' AND key < 'held;' AND body IS NOT NULL
) AS record, json_tree(readable, '$.content') AS said
WHERE said.type = 'text' AND length(atom) = 64 AND atom NOT GLOB '*[^0-9a-f]*'
ON CONFLICT DO NOTHING;
