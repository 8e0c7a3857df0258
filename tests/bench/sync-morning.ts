import { sql, type Transaction } from 'kysely';
import { changeReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportChange, StoredReport } from '#server/db/tables/reports.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import type { Cluster } from '../helpers/cluster.ts';

/*
 * A morning's changes on the server: reports from all over the table, changed through the server's own writer. A third
 * are assigned to a colleague, a third move to another state, and the rest get a note. So on a workstation the owner,
 * state and waiting time change in the list and its indexes, not just the text.
 */

type Row = Pick<StoredReport, 'id' | 'version' | 'state' | 'assigned_to'>;
type Colleague = { id: string; displayName: string };
type Change = { entry: NewEntry; set?: ReportChange };

/** Changes `count` reports, each once, in one transaction. */
export async function aMorning({ db }: Cluster, count: number): Promise<void> {
  const third = Math.floor(count / 3);
  await db.transaction().execute(async (trx) => {
    const colleagues = await colleaguesOf(trx);
    const open = await rowsOf(trx, true, 2 * third);
    const chosen = open.map(({ id }) => id);
    const others = await rowsOf(trx, false, count - open.length, chosen);
    if (open.length !== 2 * third || open.length + others.length !== count) {
      throw new Error(`${open.length} open reports and ${others.length} others were there to change, not ${count}`);
    }
    const at = new Date();
    for (const [n, row] of open.entries()) {
      await changeReport(trx, row, {
        at,
        ...(n < third ? handed(row, n, colleagues, at) : moved(row, n, colleagues, at)),
      });
    }
    for (const [n, row] of others.entries()) await changeReport(trx, row, { at, ...noted(n, colleagues, at) });
  });
}

/** Returns rows in no particular order; `open` limits them to open reports. */
function rowsOf(trx: Transaction<Database>, open: boolean, count: number, but: readonly string[] = []): Promise<Row[]> {
  return trx
    .selectFrom('report')
    .select(['id', 'version', 'state', 'assigned_to'])
    .$if(open, (query) => query.where('state', 'in', OPEN_STATES))
    .$if(but.length > 0, (query) => query.where('id', 'not in', but))
    .orderBy(sql`random()`)
    .limit(count)
    .execute();
}

async function colleaguesOf(trx: Transaction<Database>): Promise<Colleague[]> {
  const rows = await trx.selectFrom('officer').select(['id', 'display_name']).where('role', '=', 'officer').execute();
  if (rows.length < 3) throw new Error('to hand reports over takes three officers');
  return rows.map(({ id, display_name: displayName }) => ({ id, displayName }));
}

const nth = (colleagues: readonly Colleague[], n: number): Colleague => {
  const one = colleagues[n % colleagues.length];
  if (one === undefined) throw new Error('nobody is there');
  return one;
};

const line = (at: Date, by: Colleague | null, kind: NewEntry['kind'], event: NewEntry['event']): NewEntry => ({
  at: at.toISOString(),
  kind,
  by: by?.displayName ?? null,
  ...(by === null ? {} : { officerId: by.id }),
  event,
  note: null,
  letter: null,
});

/** Assigns the report to a colleague who does not have it yet. */
function handed(row: Row, n: number, colleagues: readonly Colleague[], at: Date): Change {
  const to = nth(
    colleagues.filter(({ id }) => id !== row.assigned_to?.id),
    n,
  );
  const entry = line(at, nth(colleagues, n + 1), 'assigned', { code: 'assigned', params: { name: to.displayName } });
  return { entry, set: { assigned_to: JSON.stringify(to) } };
}

/**
 * Changes a report: reporters reply to follow-ups, some of the other reports get a follow-up, and some are escalated.
 */
function moved(row: Row, n: number, colleagues: readonly Colleague[], at: Date): Change {
  const by = nth(colleagues, n);
  if (row.state === 'awaiting_citizen')
    return goes('resubmitted', line(at, null, 'answered', { code: 'answered', params: { files: 0 } }));
  if (n % 2 === 0 || row.state === 'escalated' || row.state === 'appealed')
    return goes('awaiting_citizen', line(at, by, 'follow_up', { code: 'asked', params: ASKED }));
  return goes('escalated', line(at, by, 'escalated', { code: 'escalated', params: {} }));
}

const ASKED = { missing: ['photo'], replyDays: 15, countIn: 'calendar_days' as const };

const goes = (state: Row['state'], entry: NewEntry): Change => ({ entry, set: { state, claim: null } });

const noted = (n: number, colleagues: readonly Colleague[], at: Date): Change => ({
  entry: line(at, nth(colleagues, n), 'noted', { code: 'noted', params: {} }),
});
