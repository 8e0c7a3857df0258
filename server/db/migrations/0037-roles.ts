import { type Kysely, sql } from 'kysely';

const APPEND = 'append_audit(timestamptz, text, text, text, text, text, jsonb, text, text)';
const STATEMENTS = [
  // Whoever may only call it can add rows to the log, and nothing else; its owner's rights end where the call does.
  `alter function ${APPEND} security definer`,
  `alter function ${APPEND} set search_path = pg_catalog, public, pg_temp`,
  `revoke execute on function ${APPEND} from public`,
];

/** The server's account may be another one than the owner of the tables (server/db/roles.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
