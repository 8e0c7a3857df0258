import { type OperationNodeSource, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** An insert, update or delete that is not carried out yet. */
export type Write = OperationNodeSource;

/**
 * Carries out several writes as one statement. Between two statements PostgreSQL waits for this process, and whoever
 * wants the same locks waits for both: on a busy server that is most of the time for which they are held.
 *
 * All of them see the database as it was before the first (https://www.postgresql.org/docs/17/queries-with.html), so none
 * may rest on what another one writes, and no two may write the same row. Foreign keys are looked at when all are done.
 * @returns what the last one returns.
 */
export async function writeTogether<Row>(
  trx: Transaction<Database>,
  first: readonly Write[],
  last: Write,
): Promise<Row[]> {
  const names = first.map((write, at) => sql`${sql.raw(`write_${at}`)} as (${write})`);
  const { rows } = await sql<Row>`${first.length === 0 ? sql`` : sql`with ${sql.join(names)} `}${last}`.execute(trx);
  return rows;
}
