-- From which day to which a volunteer was given a hamlet, both counted in, as days of Việt Nam; null where it was not said.
ALTER TABLE account_hamlet ADD COLUMN first TEXT;
ALTER TABLE account_hamlet ADD COLUMN last TEXT;
