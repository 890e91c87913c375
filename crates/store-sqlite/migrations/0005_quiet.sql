-- What grows with the database is not read or copied where nothing changed.

-- In which epoch a feed changed last, by its number. How far it had come is noted when it changes for the first time in a
-- later one, so that `epoch_end` says it of an epoch by the first row from that epoch on, or else the feed itself.
ALTER TABLE feed ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
CREATE INDEX epoch_end_of_feed ON epoch_end (scope, epoch);
-- Until now every feed was noted at the end of every epoch: what is not noted yet is the end of the one that goes on.
UPDATE feed SET epoch = (SELECT ifnull(max(number), 0) FROM epoch);
-- A feed that began in a later epoch than the first one was empty at the end of the one before.
INSERT INTO epoch_end (epoch, scope, unit, last)
SELECT before.number, feed.scope, feed.unit, 0 FROM feed JOIN epoch AS before ON before.number = ifnull(
  (SELECT min(noted.epoch) FROM epoch_end AS noted WHERE noted.scope = feed.scope), feed.epoch
) - 1;

-- What offices hold, by the record's key: whose it is, from which device, and as what it counts in the account of that
-- device, in JSON; null for another content under a known id, which counts nowhere.
CREATE TABLE held (
  key     TEXT PRIMARY KEY,
  unit    TEXT NOT NULL,
  author  TEXT NOT NULL,
  device  TEXT NOT NULL,
  fate    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX held_of_author ON held (author, device, fate);
-- SQLite reads no JSON that is nested too deeply, and neither does this program: it is held for that.
INSERT INTO held (key, unit, author, device, fate)
SELECT key, substr(scope, 3), author, device,
  CASE
    WHEN why = 'other_content' THEN NULL
    WHEN state = 'settled' OR ruling IN ('apply', 'place') THEN '{"fate":"done"}'
    WHEN ruling = 'send_back' THEN '{"fate":"sent_back"}'
    WHEN ruling = 'close' THEN '{"fate":"closed"}'
    ELSE json_object('fate', 'held', 'reason', replace(why, '_', '-'))
  END
FROM (
  SELECT key, scope, author, device,
    json_extract(readable, '$.why.reason') AS why,
    json_extract(readable, '$.state.is') AS state,
    json_extract(readable, '$.state.ruling') AS ruling
  FROM (
    SELECT record.key, record.scope, author, device,
      CASE WHEN json_valid(body) THEN body ELSE '{"why":{"reason":"unreadable"}}' END AS readable
    FROM operation JOIN record ON record.key = 'held:' || lower(hex(digest))
    WHERE body IS NOT NULL
  )
);

-- Who sees to what was a unit's to see to, since its last hamlet came to another one.
CREATE TABLE unit_heir (
  unit  TEXT PRIMARY KEY,
  heir  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO unit_heir (unit, heir)
SELECT substr(scope, 3), hamlet.unit FROM record JOIN hamlet ON record.key = 'hamlet:' || hamlet.id
WHERE scope LIKE 'u:%' AND body IS NULL AND substr(scope, 3) NOT IN (SELECT unit FROM hamlet)
ORDER BY departed DESC ON CONFLICT DO NOTHING;

-- For which households a record stands is asked when somebody says that it is the same as another one itself.
ALTER TABLE household ADD COLUMN same_as TEXT;
UPDATE household SET same_as = (SELECT json_extract(body, '$.same_as') FROM record WHERE key = 'household:' || id);
CREATE INDEX double_of ON household (same_as) WHERE same_as IS NOT NULL;
