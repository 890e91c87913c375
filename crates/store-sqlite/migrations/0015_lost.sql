-- Phones that were lost: since when and by whose word, how much they handed over since (JSON), and when they erased themselves.
ALTER TABLE device ADD COLUMN lost INTEGER;
ALTER TABLE device ADD COLUMN lost_by TEXT REFERENCES account;
ALTER TABLE device ADD COLUMN rescued TEXT;
ALTER TABLE device ADD COLUMN erased INTEGER;
CREATE INDEX device_lost ON device (id) WHERE lost IS NOT NULL;
