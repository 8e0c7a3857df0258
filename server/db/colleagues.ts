import type { Kysely, Transaction } from 'kysely';
import { REVIEWERS } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Returns the officer with this ID if they review reports and may sign in; otherwise, null. */
export async function findColleague(db: Queries, id: string): Promise<Report['assignedTo']> {
  const row = await db
    .selectFrom('officer')
    .select(['id', 'display_name'])
    .where('id', '=', id)
    .where('role', 'in', REVIEWERS)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, displayName: row.display_name };
}

/** Whether no supervisor but this one may sign in. */
export async function isOnlySupervisor(db: Queries, id: string): Promise<boolean> {
  const other = await db
    .selectFrom('officer')
    .select('id')
    .where('role', '=', 'supervisor')
    .where('disabled_at', 'is', null)
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

/** Everyone a report can be assigned to, sorted by name. */
export async function listColleagues(db: Queries) {
  const rows = await db
    .selectFrom('officer')
    .select(['id', 'display_name', 'role'])
    .where('role', 'in', REVIEWERS)
    .where('disabled_at', 'is', null)
    .orderBy('display_name')
    .limit(1000)
    .execute();
  return rows.map(({ id, display_name, role }) => ({ id, displayName: display_name, role }));
}
