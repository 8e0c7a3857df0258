import type { Kysely, Transaction } from 'kysely';
import type { Policy } from '#shared/domain/policy.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** The policy in force, or null before the first one is published. */
export async function findPolicy(db: Queries): Promise<Policy | null> {
  const row = await db.selectFrom('policy').select('doc').orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row?.doc ?? null;
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
