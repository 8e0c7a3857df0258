import { type Kysely, sql } from 'kysely';

/** Packages that tell the records system that the reporter found the property. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`alter table rms_package drop constraint rms_package_kind_check;
    alter table rms_package add constraint rms_package_kind_check
      check (kind in ('approved', 'returned', 'recovered'))`)
    .execute(db);
}
