/**
 * How many reports stand in each state, kind and day since which they wait (YYYY-MM-DD, UTC), kept by the writes
 * themselves: the numbers beside the views are sums of a few thousand rows, also where the queue has a million.
 * `likely` is 1 from the probability on at which a repeat counts as likely (`LIKELY_REPEAT`).
 */
export const tally = `
CREATE TABLE queue_tally (
  in_queue INTEGER NOT NULL,
  waited TEXT NOT NULL,
  state_rank INTEGER NOT NULL,
  kind TEXT NOT NULL,
  likely INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (in_queue, waited, state_rank, kind, likely)
) WITHOUT ROWID;
INSERT INTO queue_tally
  SELECT in_queue, substr(waiting_since, 1, 10), state_rank, kind, likelihood >= 0.95, count(*) FROM queue GROUP BY 1, 2, 3, 4, 5;
CREATE TRIGGER tally_new AFTER INSERT ON queue BEGIN
  INSERT INTO queue_tally
    VALUES (new.in_queue, substr(new.waiting_since, 1, 10), new.state_rank, new.kind, new.likelihood >= 0.95, 1)
    ON CONFLICT (in_queue, waited, state_rank, kind, likely) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_gone AFTER DELETE ON queue BEGIN
  UPDATE queue_tally SET n = n - 1
    WHERE in_queue = old.in_queue AND waited = substr(old.waiting_since, 1, 10) AND state_rank = old.state_rank
      AND kind = old.kind AND likely = (old.likelihood >= 0.95);
END;
CREATE TRIGGER tally_changed AFTER UPDATE OF in_queue, waiting_since, state_rank, kind, likelihood ON queue
WHEN old.in_queue <> new.in_queue OR old.waiting_since <> new.waiting_since OR old.state_rank <> new.state_rank
  OR old.kind <> new.kind OR (old.likelihood >= 0.95) <> (new.likelihood >= 0.95)
BEGIN
  UPDATE queue_tally SET n = n - 1
    WHERE in_queue = old.in_queue AND waited = substr(old.waiting_since, 1, 10) AND state_rank = old.state_rank
      AND kind = old.kind AND likely = (old.likelihood >= 0.95);
  INSERT INTO queue_tally
    VALUES (new.in_queue, substr(new.waiting_since, 1, 10), new.state_rank, new.kind, new.likelihood >= 0.95, 1)
    ON CONFLICT (in_queue, waited, state_rank, kind, likely) DO UPDATE SET n = n + 1;
END;
`;
