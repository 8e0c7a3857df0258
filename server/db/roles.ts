import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** The PostgreSQL account that owns the tables (`OWNER`), and the account that servers use (`APP`). */
export const OWNER = 'p2c_migrate';
export const APP = 'p2c_app';

/** Tables that the server's account may only read: it must not rewrite the log or fake a migration. */
const READ_ONLY = ['audit', 'kysely_migration', 'kysely_migration_lock'];

/** Stops psql with a clear message if an account's password is not set; otherwise, it would report a syntax error. */
const refuseWithout = (account: string): string => `\\if :{?${account}_password}
\\else
do $$ begin raise exception 'P2C_${account.toUpperCase()}_PASSWORD is not set: export both passwords in this shell first'; end $$;
\\endif`;

/**
 * SQL for psql that creates both accounts with their passwords and the database, and can be run again. PostgreSQL's
 * administrator runs it. Passwords are read from the environment, because every account can see arguments.
 * @param database a plain name. @param former an account that owned the tables before there were two.
 */
export function rolesScript(database: string, former: string | null): string {
  const missing = (role: string) =>
    `select 'create role ${role} login' where not exists (select from pg_roles where rolname = '${role}') \\gexec`;
  return `\\set ON_ERROR_STOP on
\\getenv migrate_password P2C_MIGRATE_PASSWORD
\\getenv app_password P2C_APP_PASSWORD
${['migrate', 'app'].map(refuseWithout).join('\n')}
${missing(OWNER)}
${missing(APP)}
alter role ${OWNER} nosuperuser createdb nocreaterole password :'migrate_password';
alter role ${APP} nosuperuser nocreatedb nocreaterole password :'app_password';
select 'create database ${database} owner ${OWNER} template template0 encoding ''UTF8''' where not exists (select from pg_database where datname = '${database}') \\gexec
alter database ${database} owner to ${OWNER};
revoke all on database ${database} from public;
grant connect on database ${database} to ${APP};
\\connect ${database}
${former === null ? '' : `reassign owned by ${former} to ${OWNER};\n`}revoke create on schema public from public;
grant usage on schema public to ${APP};
`;
}

/** Grants the server's account, if there is one, what it needs. The tables' owner runs this after each migration. */
export async function grantToApp(db: Kysely<Database>): Promise<void> {
  const { rows } =
    await sql`select where exists (select from pg_roles where rolname = ${APP}) and current_user <> ${APP}`.execute(db);
  if (rows.length === 0) return;
  const app = sql.id(APP);
  await db.transaction().execute(async (trx) => {
    const { rows: here } = await sql<{ name: string }>`select current_database() as name`.execute(trx);
    await sql`grant connect on database ${sql.id(here[0]?.name ?? '')} to ${app}`.execute(trx);
    await sql`grant usage on schema public to ${app}`.execute(trx);
    // Grant rights only on what this account owns, because it can't grant any on what an administrator added.
    const { rows: own } = await sql<{
      name: string;
      kind: string;
    }>`select relname as name, relkind as kind from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S') and pg_has_role(relowner, 'usage')`.execute(
      trx,
    );
    for (const { name, kind } of own)
      await (kind === 'S'
        ? sql`grant usage, select on sequence ${sql.id(name)} to ${app}`
        : sql`grant select, insert, update, delete on ${sql.id(name)} to ${app}`
      ).execute(trx);
    await sql`grant execute on function append_audit to ${app}`.execute(trx);
    for (const table of READ_ONLY)
      await sql`revoke insert, update, delete, truncate on ${sql.id(table)} from ${app}`.execute(trx);
  });
}

/** Whether this account may change tables; a server's own may not. */
export async function mayMigrate(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select has_schema_privilege('public', 'create') as may`.execute(db);
  return rows[0]?.may === true;
}
