import { type Kysely, sql } from 'kysely';

/** Reports to which the reporter wrote something that an officer has to see (`isWord`), so that counting them reads no others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index report_with_messages on report (id) where
        history @? '$[*] ? (@.by == null && (@.kind == "message" || @.event.code == "found"))'`,
    )
    .execute(db);
}
