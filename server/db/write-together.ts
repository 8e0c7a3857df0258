import { type OperationNodeSource, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** An insert, update, or delete that has not run yet. */
export type Write = OperationNodeSource;

/**
 * Runs several writes as one statement. Between two statements, PostgreSQL waits for this process, and anyone who needs
 * the same locks waits for both. On a busy server, these waits make up most of the time that the locks are held. All
 * writes see the database as it was before the first one (https://www.postgresql.org/docs/17/queries-with.html), so no
 * write may depend on what another writes, and no two may write the same row. Foreign keys are checked after all of them.
 * @param first writes without a `returning` clause, or with one that returns a row for each row written.
 * @param end an expression evaluated after all writes, once for each row that the last write returns. Use it for
 * functions that take a heavily contended lock. If the function reads the database, it sees the current state.
 * @returns the rows that the last write returns.
 */
export async function writeTogether<Row>(
  trx: Transaction<Database>,
  first: readonly Write[],
  last: Write,
  end?: RawBuilder<unknown>,
): Promise<Row[]> {
  const names = first.map((_, at) => sql.raw(`write_${at}`));
  const parts = first.map(
    (write, at) => sql`${names[at]} as (${write}${end === undefined || returns(write) ? sql`` : sql` returning 1`})`,
  );
  if (end === undefined) {
    const { rows } = await sql<Row>`${parts.length === 0 ? sql`` : sql`with ${sql.join(parts)} `}${last}`.execute(trx);
    return rows;
  }
  // PostgreSQL runs a write after the main query unless the main query reads its result, so count the rows of each write
  // to make it run first.
  const done = names.map((name) => sql`(select count(*) from ${name}) >= 0`);
  const { rows } = await sql<Row>`with ${sql.join([...parts, sql`last_write as (${last})`])}
    select last_write.*, ${end} as "end" from last_write
    ${done.length === 0 ? sql`` : sql`where ${sql.join(done, sql` and `)}`}`.execute(trx);
  return rows;
}

function returns(write: Write): boolean {
  const node = write.toOperationNode();
  return 'returning' in node && node.returning !== undefined;
}
