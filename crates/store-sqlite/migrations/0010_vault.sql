-- What opens the vault of a device for its person, who has forgotten the PIN: made when the device asks for it first.
ALTER TABLE device ADD COLUMN recovery BLOB;
