/**
 * Files of reports that were opened on this workstation: each lies sealed beside the cache under a random name, and its
 * key lies here alone. With the report its row goes, and with the row the only way to read the file.
 */
export const files = `
CREATE TABLE file (
  attachment_id TEXT NOT NULL,
  copy TEXT NOT NULL CHECK (copy IN ('view', 'original')),
  seq INTEGER NOT NULL REFERENCES report (seq) ON DELETE CASCADE,
  name TEXT NOT NULL UNIQUE,
  key BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (attachment_id, copy)
) WITHOUT ROWID;
CREATE INDEX file_of_report ON file (seq);
`;
