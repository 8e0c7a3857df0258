import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import { REVIEWERS, type Role } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Whether an account waits for a second person. Until that person agrees, nobody can sign in to the account. */
const isWaiting = (eb: ExpressionBuilder<Database, 'officer'>) =>
  eb.exists(
    eb
      .selectFrom('account_confirmation')
      .select('account_confirmation.id')
      .whereRef('account_confirmation.officer_id', '=', 'officer.id')
      .where('decided_at', 'is', null),
  );

/** Returns the officer with this ID if they review reports and may sign in; otherwise, null. */
export async function findColleague(db: Queries, id: string): Promise<Report['assignedTo']> {
  const row = await db
    .selectFrom('officer')
    .select(['id', 'display_name'])
    .where('id', '=', id)
    .where('role', 'in', REVIEWERS)
    .where('disabled_at', 'is', null)
    .where((eb) => eb.not(isWaiting(eb)))
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, displayName: row.display_name };
}

/** Whether no supervisor but this one can sign in. */
export const isOnlySupervisor = async (db: Queries, id: string): Promise<boolean> =>
  !(await hasOther(db, id, 'supervisor'));

/** Whether an administrator other than this one can sign in. */
export const hasOtherAdministrator = (db: Queries, id: string): Promise<boolean> => hasOther(db, id, 'administrator');

/**
 * Whether another account with this role can be used: it is enabled, not waiting for a second person, and, if linked to
 * the directory, has signed in since.
 */
async function hasOther(db: Queries, id: string, role: Role): Promise<boolean> {
  const other = await db
    .selectFrom('officer')
    .leftJoin('officer_identity', 'officer_identity.officer_id', 'officer.id')
    .select('officer.id')
    .where('role', '=', role)
    .where('disabled_at', 'is', null)
    .where('officer.id', '<>', id)
    .where((eb) => eb.or([eb('linked_at', 'is', null), eb('last_sign_in_at', '>=', eb.ref('linked_at'))]))
    .where((eb) => eb.not(isWaiting(eb)))
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Everyone a report can be assigned to, sorted by name. */
export async function listColleagues(db: Queries) {
  const rows = await db
    .selectFrom('officer')
    .select(['id', 'name', 'display_name', 'role'])
    .where('role', 'in', REVIEWERS)
    .where('disabled_at', 'is', null)
    .where((eb) => eb.not(isWaiting(eb)))
    .orderBy('display_name')
    .limit(1000)
    .execute();
  // The username tells two people with the same name apart.
  const isShared = (name: string) => rows.filter((one) => one.display_name === name).length > 1;
  return rows.map(({ id, name, display_name, role }) => ({
    id,
    displayName: isShared(display_name) ? `${display_name} (${name})` : display_name,
    role,
  }));
}
