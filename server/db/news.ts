import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * `reports`: the change feed has something new. `letters`: a letter was queued. `packages`: a package for the records
 * system was queued. `sessions`: sessions were ended, such as by an administrator.
 */
export type NewsTopic = 'reports' | 'letters' | 'packages' | 'sessions';

export const channelOf = (topic: NewsTopic) => `p2c_${topic}`;

/**
 * Like `announce`, for use in a write's `returning` clause: each returned row sends the notification in the same
 * statement.
 */
export const telling = (topic: NewsTopic) => sql`pg_notify(${channelOf(topic)}, '')`.as('told');

/** Notifies every server process; PostgreSQL delivers it only if the transaction commits. */
export async function announce(trx: Kysely<Database> | Transaction<Database>, topic: NewsTopic): Promise<void> {
  await sql`select pg_notify(${channelOf(topic)}, '')`.execute(trx);
}
