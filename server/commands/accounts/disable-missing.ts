import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { issuerForms } from '#server/oidc/issuer.ts';
import { isListed, type People } from '#server/oidc/people-list.ts';
import type { AuditWhy } from '#shared/audit-why.ts';
import type { Role } from '#shared/domain/officer.ts';
import { endSessions } from './revoke-sessions.ts';

type Listed = { id: string; name: string; role: Role };

/** Reasons to suspect that a list was not exported correctly. */
export type ListDoubt = 'empty' | 'nobody_known' | 'too_many';

export type MissingPeople = {
  missing: Listed[];
  /** People who are missing from the list, but signed in through the directory after the list was written. */
  signedInSince: Listed[];
  /** Accounts that can't be looked up in the list: since they were linked, no sign-in has included a username. */
  withoutUsername: Listed[];
  /** Number of enabled accounts that could be looked up in the list. */
  judged: number;
  doubt: ListDoubt | null;
  isDone: boolean;
};

/** This many people may be missing without raising doubt, however small the agency. */
const FEW = 3;
const MOST_SHARE = 1 / 5;

/**
 * Disables accounts of the directory whose people are missing from a list of everyone who may use the product. Their
 * sessions end, and their workstations destroy their keys. A list that looks broken changes nothing. People who are in
 * the directory again are enabled at the next sign-in (`followDirectory`).
 * @param doubtful whether to follow even a list that looks broken.
 */
export async function disableMissing(
  deps: Deps,
  list: { people: People; count: number; writtenAt: Date },
  { issuer, isDryRun, doubtful }: { issuer: URL; isDryRun: boolean; doubtful: boolean },
  by: { actor: string; source: string },
): Promise<MissingPeople> {
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    const found = await compare(trx, list, issuer);
    const isDone = !isDryRun && (found.doubt === null || doubtful);
    if (isDone)
      for (const { id } of found.missing) {
        await trx
          .updateTable('officer')
          .set({ disabled_at: at, disabled_why: 'directory' })
          .where('id', '=', id)
          .execute();
        const ended = await endSessions(trx, { officerId: id }, { at, why: 'revoked', by: by.actor });
        const detail = { why: 'directory' satisfies AuditWhy, sessions: ended.length };
        await appendAudit(trx, { at, ...by, action: 'officer.disable', target: id, outcome: 'success', detail });
      }
    return { ...found, isDone };
  });
}

async function compare(
  trx: Transaction<Database>,
  { people, count, writtenAt }: { people: People; count: number; writtenAt: Date },
  issuer: URL,
): Promise<Omit<MissingPeople, 'isDone'>> {
  const rows = await trx
    .selectFrom('officer')
    .innerJoin('officer_identity', 'officer_identity.officer_id', 'officer.id')
    .select(['officer.id', 'name', 'role', 'disabled_at', 'last_sign_in_at'])
    .select(['subject', 'username', 'object_id as objectId'])
    .where('issuer', 'in', issuerForms(issuer))
    .orderBy('name')
    .forUpdate('officer')
    .execute();
  const isMissing = (row: (typeof rows)[number]) => !isListed(people, row);
  const absent = rows.filter((row) => row.disabled_at === null && isMissing(row));
  const withoutUsername = absent.filter(({ username }) => username === null);
  const judged = absent.filter(({ username }) => username !== null);
  const since = (row: (typeof rows)[number]) => row.last_sign_in_at !== null && row.last_sign_in_at > writtenAt;
  const missing = judged.filter((row) => !since(row));
  const present = rows.filter((row) => row.disabled_at === null && !isMissing(row)).length;
  const all = present + judged.length;
  return {
    missing: missing.map(named),
    signedInSince: judged.filter(since).map(named),
    withoutUsername: withoutUsername.map(named),
    judged: all,
    doubt: doubtOf(missing.length, all, count === 0 ? 'empty' : rows.every(isMissing) ? 'nobody_known' : null),
  };
}

function doubtOf(missing: number, all: number, plain: ListDoubt | null): ListDoubt | null {
  return plain ?? (missing > FEW && missing > all * MOST_SHARE ? 'too_many' : null);
}

const named = ({ id, name, role }: Listed): Listed => ({ id, name, role });
