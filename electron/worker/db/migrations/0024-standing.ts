/**
 * Since when a report waits is the same everywhere now: a decision that was taken back, an appeal and what came of it begin
 * the agency's promise anew, as an answer does. And it belongs to who decided, asked or called last, by the account where
 * the history has it, not to whoever noted something or took the decision back. Only what an officer acted on, or was
 * handed, can differ from before.
 */
export const standing = `
UPDATE queue SET
  waiting_since = coalesce(
    (SELECT json_extract(value, '$.at') FROM report, json_each(report.body, '$.history')
     WHERE report.seq = queue.seq AND json_extract(value, '$.kind') IN ('answered', 'returned', 'appealed', 'appeal_decided')
     ORDER BY json_each.key DESC LIMIT 1),
    received_at),
  owner = (SELECT coalesce(
      'id:' || json_extract(body, '$.assignedTo.id'),
      (SELECT CASE WHEN json_extract(value, '$.kind') = 'assigned' THEN NULL
          ELSE coalesce('id:' || json_extract(value, '$.officerId'), 'name:' || json_extract(value, '$.by')) END
       FROM json_each(body, '$.history')
       WHERE json_extract(value, '$.by') IS NOT NULL
         AND json_extract(value, '$.kind') IN ('approved', 'rejected', 'follow_up', 'contact', 'escalated', 'assigned')
       ORDER BY key DESC LIMIT 1))
    FROM report WHERE report.seq = queue.seq)
  WHERE owner IS NOT NULL;
`;
