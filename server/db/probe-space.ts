import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Makes PostgreSQL write about two megabytes to its disk, as a temporary file for a sort that does not fit in memory. A
 * row that is rolled back would not reveal a full disk, because it usually fits in an existing page.
 * @throws PostgreSQL's error, 53100 if the disk is full.
 */
export async function probeSpace(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local work_mem = '64kB'`.execute(trx);
    await sql`select count(*) from (select n from generate_series(1, 100000) as n order by n desc offset 1) as sorted`.execute(
      trx,
    );
  });
}
