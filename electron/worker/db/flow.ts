import { FLOW_DAYS, type Flow } from '#shared/domain/flow.ts';
import { addDays, dayOf, instantAt } from '#shared/domain/working-days.ts';
import type { Db } from './write.ts';

export const RECEIVED_SQL = `SELECT
  (SELECT count(*) FROM queue WHERE in_queue = 1 AND received_at >= @from AND received_at < @to) +
  (SELECT count(*) FROM queue WHERE in_queue = 0 AND received_at >= @from AND received_at < @to)`;
/**
 * Counts each time that a report was closed, as the figures do, plus the decisions made here that are not sent yet. A
 * decision is not counted twice, because its row leaves the outbox when the server's response arrives.
 */
export const CLOSED_SQL = `SELECT
  (SELECT count(*) FROM queue WHERE last_closing <> '' AND last_closing >= @from AND last_closing < @to) +
  (SELECT count(*) FROM queue, json_each(earlier_closings) AS closing
     WHERE earlier_closings <> '' AND last_closing >= @from AND closing.value >= @from AND closing.value < @to) +
  (SELECT count(*) FROM outbox WHERE state IN ('held', 'waiting') AND created_at >= @from AND created_at < @to
     AND json_extract(act, '$.kind') IN ('approve', 'reject'))`;

type Span = { from: string; to: string };

/** Counts, for each of the last `FLOW_DAYS` days, the reports in this cache received and those closed that day. */
export function createFlow(db: Db) {
  const came = db.prepare<[Span], number>(RECEIVED_SQL).pluck();
  const went = db.prepare<[Span], number>(CLOSED_SQL).pluck();
  return (now: Date, timeZone: string): Flow => {
    const today = dayOf(now, timeZone);
    const start = (day: string) => instantAt(day, 0, timeZone).toISOString();
    const days = Array.from({ length: FLOW_DAYS }, (_, at) => {
      const day = addDays(today, at + 1 - FLOW_DAYS);
      const span = { from: start(day), to: start(addDays(day, 1)) };
      return { day, came: came.get(span) ?? 0, went: went.get(span) ?? 0 };
    });
    return { days };
  };
}
