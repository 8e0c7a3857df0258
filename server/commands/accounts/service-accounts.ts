import type { Transaction } from 'kysely';
import { randomToken, tokenHash } from '#server/auth/password.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Db } from '#server/db/open.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import {
  MOST_SERVICES,
  type NewService,
  SERVICE_SCOPES,
  type ServiceAccount,
  type ServiceMade,
  type ServiceScope,
} from '#shared/domain/service-account.ts';
import { AppError } from '#shared/errors.ts';
import { plainFault } from '#shared/field-error.ts';

type By = { actor: string; source: string };
type Trx = Transaction<Database>;
export type WhichService = { id: string } | { name: string };

const DAY_MS = 86_400_000;
/** A service account can have two valid tokens, so that its program can switch to the new one without a gap. */
const MOST_TOKENS = 2;
const AUDITED_MS = 3_600_000;
const PREFIX = 'p2cs_';

/** Service accounts, active ones first, each with its valid tokens. */
export async function listServices(db: Db, at: Date, which?: WhichService): Promise<ServiceAccount[]> {
  const rows = await db
    .selectFrom('service_account')
    .selectAll()
    .$if(which !== undefined && 'id' in which, (some) => some.where('id', '=', (which as { id: string }).id))
    .$if(which !== undefined && 'name' in which, (some) => some.where('name', '=', (which as { name: string }).name))
    .orderBy((eb) => eb('revoked_at', 'is not', null))
    .orderBy('name')
    .limit(MOST_SERVICES)
    .execute();
  const tokens = await db
    .selectFrom('service_token')
    .select(['service_id', 'created_at', 'expires_at', 'last_used_at'])
    .where('expires_at', '>', at)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: SERVICE_SCOPES.filter((scope) => row.scopes.includes(scope)),
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    tokens: tokens
      .filter((one) => one.service_id === row.id && row.revoked_at === null)
      .map((one) => ({
        createdAt: one.created_at.toISOString(),
        expiresAt: one.expires_at.toISOString(),
        lastUsedAt: one.last_used_at?.toISOString() ?? null,
      })),
  }));
}

/**
 * Makes a service account with its first token.
 * @throws AppError `against_rule` if the name is taken, or there are too many.
 */
export async function createService(deps: Deps, { name, scopes, days }: NewService, by: By): Promise<ServiceMade> {
  const at = deps.now();
  const id = uuidv7(at);
  const token = await deps.db.transaction().execute(async (trx) => {
    const { n } = await trx
      .selectFrom('service_account')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (n >= MOST_SERVICES) throw new AppError('against_rule');
    const made = await trx
      .insertInto('service_account')
      .values({ id, name, scopes, created_by: by.actor, created_at: at })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n)
      throw new AppError('against_rule', { fields: [plainFault('name', 'service_name_taken')] });
    const first = await addToken(trx, id, days, at);
    const entry = { at, ...by, action: 'service.create', target: id, outcome: 'success' } as const;
    await appendAudit(trx, { ...entry, detail: { service: name, scopes, days } });
    return first;
  });
  return { service: await serviceOf(deps, { id }), token };
}

/**
 * Creates another token, valid for the given number of days or, by default, for as many as the last one. The previous
 * token stays valid until it expires or another one is created.
 * @throws AppError `not_found`
 */
export async function rotateService(
  deps: Deps,
  which: WhichService,
  given: number | 'as before',
  by: By,
): Promise<ServiceMade> {
  const at = deps.now();
  const token = await deps.db.transaction().execute(async (trx) => {
    const { id, name } = await lockService(trx, which);
    const days = given === 'as before' ? await lastDays(trx, id) : given;
    const next = await addToken(trx, id, days, at);
    await trx
      .deleteFrom('service_token')
      .where('service_id', '=', id)
      .where('token_hash', 'in', (eb) =>
        eb
          .selectFrom('service_token')
          .select('token_hash')
          .where('service_id', '=', id)
          .orderBy('created_at', 'desc')
          .offset(MOST_TOKENS),
      )
      .execute();
    const entry = { at, ...by, action: 'service.rotate', target: id, outcome: 'success' } as const;
    await appendAudit(trx, { ...entry, detail: { service: name, days } });
    return next;
  });
  return { service: await serviceOf(deps, which), token };
}

/** Ends a service account for good, with all of its tokens. @throws AppError `not_found` */
export async function revokeService(deps: Deps, which: WhichService, by: By): Promise<void> {
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    const { id, name } = await lockService(trx, which);
    await trx.updateTable('service_account').set({ revoked_at: at }).where('id', '=', id).execute();
    await trx.deleteFrom('service_token').where('service_id', '=', id).execute();
    const entry = { at, ...by, action: 'service.revoke', target: id, outcome: 'success' } as const;
    await appendAudit(trx, { ...entry, detail: { service: name } });
  });
}

/**
 * Returns the service account that a token belongs to, if the token is valid for a scope.
 * @throws AppError `unauthenticated` without a valid token, `forbidden` for another scope.
 */
export async function useService(
  deps: Deps,
  token: string | undefined,
  scope: ServiceScope,
  source: string,
): Promise<{ id: string; name: string }> {
  const at = deps.now();
  if (token === undefined) throw refused('unauthenticated', 'no_service_token');
  if (!token.startsWith(PREFIX)) throw refused('unauthenticated', 'service_token_not_valid');
  const hash = tokenHash(token);
  const row = await deps.db
    .selectFrom('service_token')
    .innerJoin('service_account', 'service_account.id', 'service_id')
    .select(['service_account.id', 'name', 'scopes', 'expires_at', 'used_audited_at'])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= at) throw refused('unauthenticated', 'service_token_not_valid');
  const isAllowed = row.scopes.includes(scope);
  const isNoted = row.used_audited_at !== null && at.getTime() - row.used_audited_at.getTime() < AUDITED_MS;
  await deps.db.transaction().execute(async (trx) => {
    const noted = isNoted ? {} : { used_audited_at: at };
    await trx
      .updateTable('service_token')
      .set({ last_used_at: at, ...noted })
      .where('token_hash', '=', hash)
      .execute();
    await trx.updateTable('service_account').set({ last_used_at: at }).where('id', '=', row.id).execute();
    if (isAllowed && isNoted) return;
    const entry = { at, actor: row.id, action: 'service.use', target: row.id, source } as const;
    const detail = { service: row.name, scope };
    await appendAudit(trx, { ...entry, outcome: isAllowed ? 'success' : 'failure', detail });
  });
  if (!isAllowed) throw refused('forbidden', 'other_service_scope');
  return { id: row.id, name: row.name };
}

/** Creates an error worded for the people who set up the program that sent the request, not for an officer. */
const refused = (
  code: 'unauthenticated' | 'forbidden',
  detail: 'no_service_token' | 'service_token_not_valid' | 'other_service_scope',
) => new AppError(code, { detail: { code: detail, params: {} } });

/** The prefix lets scanners find a token that was committed or pasted somewhere. */
async function addToken(trx: Trx, serviceId: string, days: number, at: Date): Promise<string> {
  const token = `${PREFIX}${randomToken()}`;
  await trx
    .insertInto('service_token')
    .values({
      token_hash: tokenHash(token),
      service_id: serviceId,
      created_at: at,
      expires_at: new Date(at.getTime() + days * DAY_MS),
    })
    .execute();
  return token;
}

/** The lifetime in days of the newest token. */
async function lastDays(trx: Trx, serviceId: string): Promise<number> {
  const last = await trx
    .selectFrom('service_token')
    .select(['created_at', 'expires_at'])
    .where('service_id', '=', serviceId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return Math.round((last.expires_at.getTime() - last.created_at.getTime()) / DAY_MS);
}

async function lockService(trx: Trx, which: WhichService): Promise<{ id: string; name: string }> {
  const row = await trx
    .selectFrom('service_account')
    .select(['id', 'name'])
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('name', '=', which.name)))
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function serviceOf(deps: Deps, which: WhichService): Promise<ServiceAccount> {
  const [found] = await listServices(deps.db, deps.now(), which);
  if (found === undefined) throw new AppError('not_found');
  return found;
}
