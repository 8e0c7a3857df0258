import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** `reports`: the change feed has something new. `letters`: a letter was queued. `packages`: the records system is to be told. */
export type NewsTopic = 'reports' | 'letters' | 'packages';

export const channelOf = (topic: NewsTopic) => `p2c_${topic}`;

/** The same as `announce` where a write has to be told of: what it returns of each row tells of it, in the same statement. */
export const telling = (topic: NewsTopic) => sql`pg_notify(${channelOf(topic)}, '')`.as('told');

/** Tells every server process; PostgreSQL delivers it when the transaction commits, and never when it does not. */
export async function announce(trx: Kysely<Database> | Transaction<Database>, topic: NewsTopic): Promise<void> {
  await sql`select pg_notify(${channelOf(topic)}, '')`.execute(trx);
}
