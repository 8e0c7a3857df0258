import { type Kysely, sql } from 'kysely';

/** When a file that could not be scanned is tried again; null for a file that was never tried. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table attachment add column scan_again_at timestamptz`.execute(db);
}
