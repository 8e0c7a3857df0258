import { type Kysely, sql, type Transaction } from 'kysely';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import type { Holdings } from '#shared/workstations-api.ts';
import type { Database } from './schema.ts';
import { countBegun } from './second-review.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Open reports that are assigned to an officer. */
const assigned = (db: Queries, officerId: string) =>
  db
    .selectFrom('report')
    .select('report.id')
    .where(sql<boolean>`assigned_to ->> 'id' = ${officerId}`)
    .where('state', 'in', OPEN_STATES);

/** Unassigned reports that are waiting on the reporter after this officer's follow-up. */
const followUps = (db: Queries, officerId: string) =>
  db
    .selectFrom('report')
    .select('report.id')
    .where('state', '=', 'awaiting_citizen')
    .where('assigned_to', 'is', null)
    .where(
      sql<boolean>`(select officer_id from act where act.report_id = report.id and act.kind = 'follow_up'
        order by decided_at desc limit 1) = ${officerId}`,
    );

/** Reads an officer's unfinished work; null if there is no such officer. */
export async function readHoldings(db: Queries, officerId: string): Promise<Holdings | null> {
  const known = await db.selectFrom('officer').select('id').where('id', '=', officerId).executeTakeFirst();
  if (known === undefined) return null;
  const ids = async (query: ReturnType<typeof assigned>) => (await query.execute()).length;
  return {
    assigned: await ids(assigned(db, officerId)),
    followUps: await ids(followUps(db, officerId)),
    reviews: await countBegun(db, officerId),
    workstations: await leftOnWorkstations(db, officerId),
    unnamed: await unnamedThere(db, officerId),
  };
}

async function leftOnWorkstations(db: Queries, officerId: string): Promise<Holdings['workstations']> {
  const rows = await db
    .selectFrom('workstation_account as here')
    .innerJoin('workstation', 'workstation.id', 'here.workstation_id')
    .select(['workstation.name', 'here.drafts', 'here.waiting as unsent', 'here.said_at'])
    .where('here.officer_id', '=', officerId)
    .orderBy('here.said_at')
    .orderBy('workstation.id')
    .execute();
  return rows.map(({ name, drafts, unsent, said_at: at }) => ({ name, drafts, unsent, asOf: at.toISOString() }));
}

/** Counts the unsent decisions on this officer's workstations that can't be attributed to any account. */
async function unnamedThere(db: Queries, officerId: string): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select coalesce(sum(greatest(workstation.waiting - named.n, 0)), 0) as n
    from workstation
    cross join lateral (select coalesce(sum(waiting), 0) as n from workstation_account
      where workstation_id = workstation.id) as named
    where workstation.id in (select workstation_id from workstation_account where officer_id = ${officerId})
  `.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/**
 * The reports to move when the officer leaves: first those assigned to the officer, then the follow-ups. A follow-up is
 * already in the queue, so it only moves to a colleague.
 */
export async function heldReports(db: Queries, officerId: string, whose: 'assigned' | 'all'): Promise<string[]> {
  const rows = await assigned(db, officerId).execute();
  if (whose === 'all') rows.push(...(await followUps(db, officerId).execute()));
  return rows.map(({ id }) => id);
}
