-- The province or city in which a unit lies; the app says it of those that were named before.
ALTER TABLE unit ADD COLUMN province TEXT;
CREATE INDEX units_of_province ON unit (province);
