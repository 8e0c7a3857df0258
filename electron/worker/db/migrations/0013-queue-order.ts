/**
 * Every order of the queue, open and closed, is an index of its own: `in_queue` first, then the sort key and the tracking
 * number, which breaks ties; behind them what filters ask, so that a filter is answered by the index and no row is read
 * that is not shown. `owner` is the colleague to whom a report was handed (`id:` and the id), or else the one who acted on
 * it last (`name:` and the name); `likelihood` is that of the strongest repeat, 0 where there is none.
 */
export const queueOrder = `
ALTER TABLE queue ADD COLUMN owner TEXT;
ALTER TABLE queue ADD COLUMN photos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue DROP COLUMN search;
ALTER TABLE queue ADD COLUMN likelihood REAL NOT NULL DEFAULT 0;
UPDATE queue SET
  likelihood = ifnull(strongest, 0),
  photos = (SELECT coalesce(json_array_length(body, '$.attachments'), 0) FROM report WHERE report.seq = queue.seq),
  owner = (SELECT coalesce(
      'id:' || json_extract(body, '$.assignedTo.id'),
      'name:' || (SELECT json_extract(value, '$.by') FROM json_each(body, '$.history')
                  WHERE json_extract(value, '$.by') IS NOT NULL ORDER BY key DESC LIMIT 1))
    FROM report WHERE report.seq = queue.seq);

DROP INDEX queue_by_tracking_number;
DROP INDEX queue_by_received_at;
DROP INDEX queue_by_waiting;
DROP INDEX queue_by_kind;
DROP INDEX queue_by_offense;
DROP INDEX queue_by_location;
DROP INDEX queue_by_person;
DROP INDEX queue_by_state;
DROP INDEX queue_by_hints;
DROP INDEX queue_by_repeats;
DROP INDEX queue_likely_repeats;
DROP INDEX queue_closed;
CREATE INDEX queue_by_tracking_number ON queue (in_queue, tracking_number, state_rank, kind);
CREATE INDEX queue_by_received_at ON queue (in_queue, received_at, tracking_number, state_rank, kind, photos, hints);
CREATE INDEX queue_by_waiting ON queue (in_queue, waiting_since, tracking_number, state_rank, kind);
CREATE INDEX queue_by_kind ON queue (in_queue, kind, tracking_number, state_rank);
CREATE INDEX queue_by_offense ON queue (in_queue, offense_key, tracking_number, state_rank, kind);
CREATE INDEX queue_by_location ON queue (in_queue, location_key, tracking_number, state_rank, kind);
CREATE INDEX queue_by_person ON queue (in_queue, person_key, tracking_number, state_rank, kind);
CREATE INDEX queue_by_state ON queue (in_queue, state_rank, tracking_number, kind);
CREATE INDEX queue_by_hints ON queue (in_queue, hints, tracking_number, state_rank, kind);
CREATE INDEX queue_by_repeats ON queue (in_queue, likelihood, tracking_number, state_rank, kind);
CREATE INDEX queue_by_owner ON queue (in_queue, owner, state_rank) WHERE owner IS NOT NULL;
`;
