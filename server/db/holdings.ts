import { type Kysely, sql, type Transaction } from 'kysely';
import { OPEN_STATES } from '#shared/domain/workflow.ts';
import type { Holdings } from '#shared/workstations-api.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Open reports that are assigned to an officer. */
const assigned = (db: Queries, officerId: string) =>
  db
    .selectFrom('report')
    .select('report.id')
    .where(sql<boolean>`assigned_to ->> 'id' = ${officerId}`)
    .where('state', 'in', OPEN_STATES);

/** Reports that wait for the answer to this officer's question, and are nobody's. */
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

/** Null if there is no such officer. */
export async function readHoldings(db: Queries, officerId: string): Promise<Holdings | null> {
  const known = await db.selectFrom('officer').select('id').where('id', '=', officerId).executeTakeFirst();
  if (known === undefined) return null;
  const ids = async (query: ReturnType<typeof assigned>) => (await query.execute()).length;
  const desks = await db
    .selectFrom('workstation')
    .select(({ fn }) => [
      fn.sum<string>('drafts').as('drafts'),
      fn.sum<string>('waiting').as('waiting'),
      fn.min<Date | null>('seen_at').as('as_of'),
    ])
    .where('officer_id', '=', officerId)
    .executeTakeFirstOrThrow();
  return {
    assigned: await ids(assigned(db, officerId)),
    followUps: await ids(followUps(db, officerId)),
    drafts: Number(desks.drafts ?? 0),
    unsent: Number(desks.waiting ?? 0),
    asOf: desks.as_of?.toISOString() ?? null,
  };
}

/** The reports to move when the officer leaves, oldest first. */
export async function heldReports(db: Queries, officerId: string): Promise<string[]> {
  const rows = [...(await assigned(db, officerId).execute()), ...(await followUps(db, officerId).execute())];
  return rows.map(({ id }) => id);
}
