/**
 * The report as it was when an act on it was decided, kept from the moment at which a newer version takes its place: an
 * officer whose act meets a change must see what changed. Before that moment the report itself is the same.
 */
export const outboxBase = `
ALTER TABLE outbox ADD COLUMN base TEXT;
CREATE TRIGGER outbox_keeps_base BEFORE UPDATE OF body ON report WHEN old.version <> new.version
BEGIN
  UPDATE outbox SET base = old.body WHERE report_id = old.id AND base IS NULL;
END;
`;
