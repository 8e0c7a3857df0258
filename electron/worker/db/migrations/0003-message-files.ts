/** Files that go with messages, from when an officer attaches them until the server has them. */
export const messageFiles = `
CREATE TABLE message_file (
  id TEXT PRIMARY KEY,
  content BLOB NOT NULL,
  added_at TEXT NOT NULL
);
`;
