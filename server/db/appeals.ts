import { type Kysely, sql } from 'kysely';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { AppealRow } from '#shared/domain/second-review.ts';
import { dayOf, promisedDay } from '#shared/domain/working-days.ts';
import { hiddenReports, visibleTo } from './hidden-reports.ts';
import type { Database } from './schema.ts';

/** An entry without its letter, which is about a page long. */
type Entry = Pick<HistoryEntry, 'at' | 'kind' | 'by' | 'event' | 'note'>;

const entries = sql<Entry[]>`(
  select coalesce(jsonb_agg(entry - 'letter' order by nth), '[]')
  from jsonb_array_elements(history) with ordinality as told (entry, nth)
  where entry ->> 'kind' in ('appealed', 'rejected'))`.as('entries');

/**
 * Appeals that wait for a supervisor, oldest first. They have the same turnaround as any report. Appeals of decisions
 * that the viewer will review blind are neither listed nor counted before that review. Only rejections are appealed, so
 * an appeal would reveal the decision. `toReview` counts the decisions to review blind, appealed or not.
 */
export async function findAppeals(
  db: Kysely<Database>,
  { offset, limit }: { offset: number; limit: number },
  { viewer, isAlone, now, policy }: { viewer: string; isAlone: boolean; now: Date; policy: Policy },
): Promise<{ rows: AppealRow[]; total: number; toReview: number }> {
  const open = db.selectFrom('report').where('state', '=', 'appealed').where(visibleTo(viewer, 'report.id'));
  const appealedAt = sql<string>`jsonb_path_query_first(history, '$[*] ? (@.kind == "appealed").at') #>> '{}'`;
  const rows = await open
    .select(['id', 'tracking_number', 'kind', 'decided_by', 'received_at', entries])
    .orderBy(appealedAt)
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute();
  const { total } = await open.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { holidays, agency, limits } = policy;
  const calendar = { timeZone: agency.timeZone, holidays };
  const today = dayOf(now, agency.timeZone);
  return {
    total,
    toReview: (await hiddenReports(db, viewer)).size,
    rows: rows.map((row): AppealRow => {
      const appeal = row.entries.findLast(({ kind }) => kind === 'appealed');
      const first = row.entries.findLast(({ kind }) => kind === 'rejected');
      const at = appeal?.at ?? row.received_at.toISOString();
      const dueDay = promisedDay(new Date(at), limits.promiseDays, calendar);
      const { reasonCode } = Object(first?.event.params) as { reasonCode?: unknown };
      return {
        reportId: row.id,
        trackingNumber: row.tracking_number,
        kind: row.kind,
        appealedAt: at,
        dueDay,
        isOverdue: dueDay < today,
        text: appeal?.note ?? '',
        first:
          first === undefined
            ? null
            : { by: first.by, at: first.at, reasonCode: typeof reasonCode === 'string' ? reasonCode : '' },
        isOwn: row.decided_by === viewer,
        mayDecide: row.decided_by !== viewer || isAlone,
      };
    }),
  };
}
