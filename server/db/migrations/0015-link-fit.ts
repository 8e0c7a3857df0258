import { type Kysely, sql } from 'kysely';

/** The last model that was fitted and waits for a person to put it in force, and who did so with those before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table link_model add column published_by text').execute(db);
  await sql
    .raw(`create table link_fit (
      id uuid primary key,
      based_on integer not null,
      model jsonb not null,
      compared jsonb not null,
      fitted_at timestamptz not null,
      fitted_by text not null
    )`)
    .execute(db);
}
