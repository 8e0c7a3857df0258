import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { tokenHash } from '#server/auth/password.ts';
import { appendAudit } from '#server/db/audit.ts';
import type { Database } from '#server/db/schema.ts';
import { adoptSources } from '#server/db/sign-in-sources.ts';
import type { Deps } from '#server/deps.ts';
import type { DirectoryPerson } from '#server/oidc/claims.ts';
import { issuerForms } from '#server/oidc/issuer.ts';
import { uuidv7 } from '#server/uuid.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import { REVIEWERS, type Role } from '#shared/domain/officer.ts';
import type { OfficerRow } from './check-password.ts';
import { endSessions } from './revoke-sessions.ts';

type Trx = Transaction<Database>;

/** The reasons why someone whom the provider authenticated may not sign in here. */
export type DirectoryRefusal = 'no_role' | 'disabled' | 'no_name' | 'name_taken';

/** A change that supervisors are notified of. */
export type DirectoryNews = { kind: 'created' | 'role'; name: string; role: Role };
type Found = { officer: OfficerRow; news: DirectoryNews | null };

/**
 * Finds or creates the account of a person in the directory, and updates its role, its display name, and whether it may
 * be used. Changes are audited. An account of this server that merely has the same username is never taken over: an
 * administrator must link it (`link-officer`).
 */
export function followDirectory(
  deps: Deps,
  person: DirectoryPerson,
  source: string,
): Promise<Found | { refused: DirectoryRefusal; officerId: string | null }> {
  const at = deps.now();
  const by = { at, actor: 'system', source, outcome: 'success' } as const;
  return deps.db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('officer')
      .innerJoin('officer_identity', 'officer_identity.officer_id', 'officer.id')
      .selectAll('officer')
      .where('issuer', 'in', issuerForms(person.issuer))
      .where('subject', '=', person.subject)
      .forUpdate('officer')
      .executeTakeFirst();
    if (known === undefined) return makeAccount(trx, person, by);
    const { id: target } = known;
    await trx
      .updateTable('officer_identity')
      .set({ username: person.username, object_id: person.objectId })
      .where('officer_id', '=', target)
      .execute();
    if (person.role === null) {
      if (known.disabled_at === null) {
        await trx
          .updateTable('officer')
          .set({ disabled_at: at, disabled_why: 'directory' })
          .where('id', '=', target)
          .execute();
        const ended = await endSessions(trx, { officerId: target }, { at, why: 'revoked', by: 'system' });
        const detail = { why: 'directory' satisfies AuditWhy, sessions: ended.length };
        await appendAudit(trx, { ...by, action: 'officer.disable', target, detail });
      }
      return { refused: 'no_role', officerId: target };
    }
    // An account that was disabled by an administrator, or after ninety idle days, stays disabled until an
    // administrator enables it.
    if (known.disabled_at !== null && known.disabled_why !== 'directory')
      return { refused: 'disabled', officerId: target };
    const set = { role: person.role, display_name: person.displayName, disabled_at: null, disabled_why: null };
    await trx.updateTable('officer').set(set).where('id', '=', target).execute();
    if (known.disabled_at !== null)
      await appendAudit(trx, {
        ...by,
        action: 'officer.enable',
        target,
        detail: { why: 'directory' satisfies AuditWhy },
      });
    const officer = { ...known, ...set };
    if (known.role === person.role) return { officer, news: null };
    const reviews = REVIEWERS.some((role) => role === person.role);
    const why = reviews ? 'signed_out' : 'revoked';
    const ended = await endSessions(trx, { officerId: target }, { at, why, by: reviews ? null : 'system' });
    const detail = { from: known.role, to: person.role, by: 'directory', sessions: ended.length };
    await appendAudit(trx, { ...by, action: 'officer.role', target, detail });
    return { officer, news: { kind: 'role', name: known.name, role: person.role } };
  });
}

/** Whether a session belongs to this person. */
export async function isSessionOf(
  { db }: Pick<Deps, 'db'>,
  sessionId: string,
  { issuer, subject }: Pick<DirectoryPerson, 'issuer' | 'subject'>,
): Promise<boolean> {
  const found = db
    .selectFrom('session')
    .innerJoin('officer_identity', 'officer_identity.officer_id', 'session.officer_id')
    .select('session.id')
    .where('session.id', '=', sessionId)
    .where('issuer', 'in', issuerForms(issuer))
    .where('subject', '=', subject);
  return (await found.executeTakeFirst()) !== undefined;
}

type By = { at: Date; actor: string; source: string; outcome: 'success' };

async function makeAccount(
  trx: Trx,
  person: DirectoryPerson,
  by: By,
): Promise<Found | { refused: DirectoryRefusal; officerId: null }> {
  const { name, role, displayName } = person;
  const refuse = (refused: DirectoryRefusal) => ({ refused, officerId: null });
  if (role === null) return refuse('no_role');
  if (name === null) return refuse('no_name');
  const officer = await trx
    .insertInto('officer')
    .values({
      id: uuidv7(by.at),
      name,
      display_name: displayName,
      role,
      password_hash: noPassword(),
      created_at: by.at,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (officer === undefined) return refuse('name_taken');
  await linkIdentity(trx, officer.id, person, by.at);
  await adoptSources(trx, tokenHash(name), officer.id);
  await appendAudit(trx, { ...by, action: 'officer.create', target: officer.id, detail: { role, by: 'directory' } });
  return { officer, news: { kind: 'created', name, role } };
}

/** Links an account to a person in the directory. From then on, the account can be used only through the directory. */
export async function linkIdentity(
  trx: Trx,
  officerId: string,
  person: Pick<DirectoryPerson, 'issuer' | 'subject'> & Partial<Pick<DirectoryPerson, 'username' | 'objectId'>>,
  at: Date,
): Promise<void> {
  const { issuer, subject, username = null, objectId: object_id = null } = person;
  const row = { officer_id: officerId, issuer, subject, linked_at: at, username, object_id };
  await trx.insertInto('officer_identity').values(row).execute();
}

/** An argon2id hash, at the usual cost, that no password matches. */
export function noPassword(): string {
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=19456,t=2,p=1$${base64(16)}$${base64(32)}`;
}
