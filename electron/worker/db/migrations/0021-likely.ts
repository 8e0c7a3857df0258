/**
 * Likely repeats in the orders in which officers read them. They are few among many, so that an index of the whole queue would
 * be gone through for each page of them; these have nothing else in them. 0.95 is `LIKELY_REPEAT`.
 */
export const likely = `
CREATE INDEX likely_by_received_at ON queue (in_queue, received_at, tracking_number, state_rank, kind)
  WHERE likelihood >= 0.95;
CREATE INDEX likely_by_waiting ON queue (in_queue, waiting_since, tracking_number, state_rank, kind)
  WHERE likelihood >= 0.95;
`;
