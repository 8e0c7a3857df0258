import { type Kysely, sql, type Transaction } from 'kysely';
import type { Policy } from '#shared/domain/policy.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** Policies as they were read, by the row that held them; a row never changes, and few versions are in use at once. */
const read = new Map<string, Policy>();
const MOST_KEPT = 8;

/** The policy in force, or null before the first one is published. The same object for everybody: it is frozen. */
export async function findPolicy(db: Queries): Promise<Policy | null> {
  const row = await db
    .selectFrom('policy')
    .select(['version', sql<string>`current_database() || '/' || xmin`.as('place')])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const key = `${row.place}/${row.version}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const doc = await policyOfVersion(db, row.version);
  if (doc === null) return null;
  for (const oldest of [...read.keys()].slice(0, Math.max(0, read.size + 1 - MOST_KEPT))) read.delete(oldest);
  read.set(key, freeze(doc));
  return doc;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

/** @throws Error when no policy was published: the server publishes one before it listens. */
export async function currentPolicy(db: Queries): Promise<Policy> {
  const found = await findPolicy(db);
  if (found === null) throw new Error('no policy was published');
  return found;
}

export async function policyOfVersion(db: Queries, version: number): Promise<Policy | null> {
  const row = await db.selectFrom('policy').select('doc').where('version', '=', version).executeTakeFirst();
  return row?.doc ?? null;
}
