import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { Account, AccountSession, accountQuery, sessionQuery } from '#shared/domain/account.ts';
import { lockedSources } from './locked-sources.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** All accounts as shown to an administrator; `now` determines how many of their sessions count as open. */
function accounts(db: Queries, now: Date) {
  return db
    .selectFrom('officer')
    .select(['id', 'name', 'display_name', 'role', 'created_at', 'last_sign_in_at'])
    .select(['disabled_at', 'disabled_why', 'password_temporary'])
    .select((eb) => [
      eb('totp_seed', 'is not', null).as('second_factor'),
      eb
        .exists(
          eb
            .selectFrom('officer_identity')
            .select('officer_identity.officer_id')
            .whereRef('officer_identity.officer_id', '=', 'officer.id'),
        )
        .as('directory'),
      eb
        .exists(
          eb
            .selectFrom('account_confirmation')
            .select('account_confirmation.id')
            .whereRef('account_confirmation.officer_id', '=', 'officer.id')
            .where('decided_at', 'is', null),
        )
        .as('waits_for_second'),
      eb
        .selectFrom('account_confirmation')
        .select('confirmed')
        .whereRef('account_confirmation.officer_id', '=', 'officer.id')
        .orderBy('asked_at', 'desc')
        .orderBy('account_confirmation.id', 'desc')
        .limit(1)
        .as('last_confirmed'),
      eb
        .selectFrom('session')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('session.officer_id', '=', 'officer.id')
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .as('sessions'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>;

const NOT_LOCKED = { lockedSources: [], lockedCount: 0 };

async function toAccounts(db: Queries, rows: Row[]): Promise<Account[]> {
  const locked = await lockedSources(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...toAccount(row), ...(locked.get(row.id) ?? NOT_LOCKED) }));
}

const toAccount = (row: Row): Omit<Account, keyof typeof NOT_LOCKED> => ({
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  disabledWhy: row.disabled_why,
  secondFactor: Boolean(row.second_factor),
  directory: Boolean(row.directory),
  waitsForSecond: Boolean(row.waits_for_second),
  declined: row.last_confirmed === false,
  passwordIsTemporary: row.password_temporary,
  sessions: row.sessions ?? 0,
});

export async function findAccount(db: Queries, id: string, now: Date): Promise<Account | null> {
  const rows = await accounts(db, now).where('id', '=', id).execute();
  const [found = null] = await toAccounts(db, rows);
  return found;
}

/** Accounts sorted by name; `text` is searched for in both the sign-in name and the display name. */
export async function listAccounts(
  db: Queries,
  { text, offset, limit }: z.output<typeof accountQuery>,
  now: Date,
): Promise<{ rows: Account[]; total: number }> {
  const named = (eb: ExpressionBuilder<Database, 'officer'>) =>
    anyContains(text, eb.ref('name'), eb.ref('display_name'));
  const { total } = await db
    .selectFrom('officer')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(named)
    .executeTakeFirstOrThrow();
  const rows = await accounts(db, now).where(named).orderBy('name').offset(offset).limit(limit).execute();
  return { rows: await toAccounts(db, rows), total };
}

/** Open or ended sessions, newest first; `text` is searched for in the officer's and the workstation's name. */
export async function listSessions(
  db: Queries,
  { text, ended, offset, limit }: z.output<typeof sessionQuery>,
  now: Date,
): Promise<{ rows: AccountSession[]; total: number }> {
  const found = db
    .selectFrom('session')
    .innerJoin('officer', 'officer.id', 'session.officer_id')
    .where((eb) => anyContains(text, eb.ref('name'), eb.ref('display_name'), eb.ref('workstation')))
    .where((eb) => {
      const open = eb.and([eb('revoked_at', 'is', null), eb('expires_at', '>', now)]);
      return ended ? eb.not(open) : open;
    });
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['session.id', 'officer.id as officerId', 'name', 'display_name', 'workstation', 'session.created_at'])
    .select(['refreshed_at', 'expires_at', 'revoked_at', 'ended_why'])
    .orderBy('session.created_at', 'desc')
    .orderBy('session.id')
    .offset(offset)
    .limit(limit)
    .execute();
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      officer: { id: row.officerId, name: row.name, displayName: row.display_name },
      workstation: row.workstation,
      openedAt: row.created_at.toISOString(),
      lastSeenAt: (row.refreshed_at ?? row.created_at).toISOString(),
      expiresAt: row.expires_at.toISOString(),
      endedAt: row.revoked_at?.toISOString() ?? null,
      endedWhy: row.ended_why,
    })),
  };
}

/** Matches case-insensitively; characters with a special meaning in patterns are matched literally. */
function anyContains(text: string, ...columns: unknown[]) {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(${sql.join(
    columns.map((column) => sql`lower(${column}) like ${pattern}`),
    sql` or `,
  )})`;
}
