import { type Kysely, sql } from 'kysely';

/** "Was this report destroyed?" is asked by its case number, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('create index removed_report_case on removed_report (search_code(case_number) text_pattern_ops)')
    .execute(db);
}
