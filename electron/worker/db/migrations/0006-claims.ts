/** Who has a report open, as the server last told it, in JSON: the queue shows it, and never sorts by it. */
export const claims = `
ALTER TABLE queue ADD COLUMN claim TEXT;
UPDATE queue SET claim = (SELECT json_extract(body, '$.claim') FROM report WHERE report.seq = queue.seq);
`;
