import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table service_account add column last_used_at timestamptz`,
  `update service_account set last_used_at =
     (select max(last_used_at) from service_token where service_token.service_id = service_account.id)`,
  `alter table account_confirmation add column acts jsonb not null default '[]'`,
];

/** When a service account was last used outlives its tokens; whoever confirms an account sees every act that waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
