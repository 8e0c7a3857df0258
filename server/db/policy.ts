import { type Kysely, sql, type Transaction } from 'kysely';
import type { Policy } from '#shared/domain/policy.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * Cache of parsed policies, keyed by the id of their row. A row never changes, and only a few versions are in use at a
 * time.
 */
const read = new Map<string, Policy>();
const MOST_KEPT = 8;

/** The policy in force; null before the first one is published. All callers share one frozen object. */
export async function findPolicy(db: Queries): Promise<Policy | null> {
  const { rows } = await sql<{ row_id: string | null }>`select ${policyRowId} as row_id`.execute(db);
  return policyByRowId(db, rows[0]?.row_id ?? null);
}

/**
 * An expression that identifies the row of the policy in force; null if there is none yet. The value is unique within a
 * database, even after a restore.
 */
export const policyRowId = sql<string | null>`(
  select current_database() || '/' || xmin || '/' || version from policy order by version desc limit 1)`;

/** The policy in the row with this id (see `policyRowId`), or null without an id. Each row is read and parsed only once. */
export async function policyByRowId(db: Queries, rowId: string | null): Promise<Policy | null> {
  if (rowId === null) return null;
  const known = read.get(rowId);
  if (known !== undefined) return known;
  const doc = await policyOfVersion(db, Number(rowId.slice(rowId.lastIndexOf('/') + 1)));
  if (doc === null) return null;
  for (const oldest of [...read.keys()].slice(0, Math.max(0, read.size + 1 - MOST_KEPT))) read.delete(oldest);
  read.set(rowId, freeze(doc));
  return doc;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

/** @throws Error if no policy has been published; the server publishes one before it starts listening. */
export async function currentPolicy(db: Queries): Promise<Policy> {
  return published(await findPolicy(db));
}

/** @throws Error if no policy has been published. */
export function published(policy: Policy | null): Policy {
  if (policy === null) throw new Error('no policy has been published');
  return policy;
}

export async function policyOfVersion(db: Queries, version: number): Promise<Policy | null> {
  const row = await db.selectFrom('policy').select('doc').where('version', '=', version).executeTakeFirst();
  return row?.doc ?? null;
}

/** The version that was in force at a time; null before the first one. */
export async function policyAt(db: Queries, at: Date): Promise<Policy | null> {
  const row = await db
    .selectFrom('policy')
    .select('doc')
    .where('published_at', '<=', at)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.doc ?? null;
}

/** Returns each turnaround in business days that has been promised, and when it took effect; oldest first. */
export async function promisesMade(db: Queries): Promise<{ since: Date; days: number }[]> {
  const { rows } = await sql<{ since: Date; days: number }>`
    select published_at as since, (doc -> 'limits' ->> 'promiseDays')::int as days from policy
    where doc -> 'limits' ? 'promiseDays' order by version`.execute(db);
  return rows;
}

/** Returns the agency's city; empty before the first policy is published. */
export async function cityOf(db: Queries): Promise<string> {
  return (await findPolicy(db))?.agency.city ?? '';
}
