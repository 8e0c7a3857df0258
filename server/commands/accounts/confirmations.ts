import type { Transaction } from 'kysely';
import { z } from 'zod';
import { appendAudit } from '#server/db/audit.ts';
import type { Db } from '#server/db/open.ts';
import type { Database } from '#server/db/schema.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/uuid.ts';
import { type Confirmation, confirmationAct, MOST_CONFIRMATIONS } from '#shared/domain/confirmation.ts';
import { AppError } from '#shared/errors.ts';
import { endSessions } from './revoke-sessions.ts';

type Trx = Transaction<Database>;
type Why = Confirmation['why'];

/** Maximum number of acts per request; only the newest ones are kept. */
const MOST_ACTS = 50;

/** The roles that may decide about an administrator's changes to an account. */
const DECIDERS = ['administrator', 'supervisor'] as const;

const stored = z.array(confirmationAct.extend({ by: z.string() }));
type StoredAct = z.infer<typeof stored>[number];
/** What was done, without who did it and when. */
export type Done = Pick<StoredAct, 'what' | 'from' | 'to'>;

/** Returns the acts of a request. A request from before acts were stored has only its last act. */
function actsOf(row: { acts: unknown; why: Why; asked_by: string; asked_at: Date }): StoredAct[] {
  const kept = stored.parse(row.acts);
  if (kept.length > 0) return kept;
  return [{ what: row.why, by: row.asked_by, at: row.asked_at.toISOString(), from: null, to: null }];
}

/**
 * Returns the last request about an account; null if it was confirmed. A declined request is returned, because its
 * changes still need someone's agreement.
 */
async function lastUnconfirmedRequest(trx: Trx, officerId: string) {
  const last = await trx
    .selectFrom('account_confirmation')
    .select(['id', 'why', 'asked_by', 'also_asked_by', 'asked_at', 'acts', 'decided_at', 'confirmed'])
    .where('officer_id', '=', officerId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined || last.confirmed === true ? null : last;
}

/**
 * Prevents sign-ins to this account until a second person agrees, because the administrator who made the change could
 * otherwise sign in as its user. A later change replaces an earlier request that nobody agreed to; whoever made the
 * earlier change may not decide either.
 */
export async function askForSecondPerson(
  trx: Trx,
  { officerId, why, done, by, at }: { officerId: string; why: Why; done: Done; by: string; at: Date },
): Promise<void> {
  const before = await lastUnconfirmedRequest(trx, officerId);
  const askers = new Set(before === null ? [] : [before.asked_by, ...before.also_asked_by]);
  askers.delete(by);
  if (before?.decided_at === null) await trx.deleteFrom('account_confirmation').where('id', '=', before.id).execute();
  const acts = [...(before === null ? [] : actsOf(before)), { ...done, by, at: at.toISOString() }].slice(-MOST_ACTS);
  await trx
    .insertInto('account_confirmation')
    .values({
      id: uuidv7(at),
      officer_id: officerId,
      why,
      asked_by: by,
      also_asked_by: [...askers],
      acts: JSON.stringify(acts),
      asked_at: at,
    })
    .execute();
}

/** Whether the account waits for a second person. `officerId` may also be the name of a program, which is not an ID. */
export async function isWaiting(trx: Trx | Db, officerId: string): Promise<boolean> {
  const open = trx
    .selectFrom('account_confirmation')
    .select('id')
    .where((eb) => eb(eb.cast<string>('officer_id', 'text'), '=', officerId))
    .where('decided_at', 'is', null);
  return (await open.executeTakeFirst()) !== undefined;
}

/** Counts the waiting accounts that this person may decide about. */
export async function countConfirmations(db: Db, personId: string): Promise<number> {
  const { n } = await db
    .selectFrom('account_confirmation')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('decided_at', 'is', null)
    .where('asked_by', '!=', personId)
    .where((eb) => eb.not(eb(eb.val(personId), '=', eb.fn.any('also_asked_by'))))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * Returns up to three people who can sign in and may decide about an account. Those who asked for the decision
 * (`askers`) may not.
 */
function othersWhoDecide(trx: Trx, officerId: string, askers: readonly string[]) {
  return trx
    .selectFrom('officer')
    .select(['id', 'display_name'])
    .where('role', 'in', DECIDERS)
    .where('disabled_at', 'is', null)
    .where('id', '!=', officerId)
    .where((eb) => eb(eb.cast<string>('id', 'text'), 'not in', askers))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account_confirmation')
            .select('account_confirmation.id')
            .whereRef('account_confirmation.officer_id', '=', 'officer.id')
            .where('decided_at', 'is', null),
        ),
      ),
    )
    .orderBy('display_name')
    .limit(3)
    .execute();
}

/** All accounts that wait for a second person, oldest request first. */
export async function listConfirmations(db: Db): Promise<Confirmation[]> {
  const rows = await db
    .selectFrom('account_confirmation')
    .innerJoin('officer', 'officer.id', 'officer_id')
    .leftJoin('officer as asker', (join) =>
      join.on((eb) => eb(eb.cast<string>('asker.id', 'text'), '=', eb.ref('asked_by'))),
    )
    .select(['officer.id', 'officer.name', 'officer.display_name', 'officer.role'])
    .select(['why', 'asked_by', 'also_asked_by', 'acts', 'asked_at'])
    .select('asker.display_name as askedByName')
    .where('decided_at', 'is', null)
    .orderBy('asked_at')
    .limit(MOST_CONFIRMATIONS)
    .execute();
  const acts = rows.map(actsOf);
  const names = await namesOf(db, [...new Set(acts.flat().map(({ by }) => by))]);
  return rows.map((row, at) => ({
    officer: { id: row.id, name: row.name, displayName: row.display_name, role: row.role },
    why: row.why,
    acts: (acts[at] ?? []).map(({ what, by, at: when, from, to }) => ({
      what,
      by: { id: by, displayName: names.get(by) ?? by },
      at: when,
      from,
      to,
    })),
    askedBy: { id: row.asked_by, displayName: row.askedByName ?? row.asked_by },
    alsoAskedBy: row.also_asked_by,
    askedAt: row.asked_at.toISOString(),
  }));
}

/** The names of the people who acted. A program can act too, but has no account to look up. */
async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const query = db.selectFrom('officer').select(['id', 'display_name']);
  const rows = await query.where((eb) => eb(eb.cast<string>('id', 'text'), 'in', ids)).execute();
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}

/** Thrown on the server's command line, which may decide only if nobody else can. */
export class OthersDecide extends Error {
  override readonly name = 'OthersDecide';
  readonly people: readonly string[];
  constructor(people: readonly string[]) {
    super('other people can decide');
    this.people = people;
  }
}

/**
 * Records a second person's decision; declining disables the account. An administrator who asked, the account itself,
 * and an account that is also waiting for confirmation may not decide. Otherwise, one administrator could make a change
 * and confirm it through another account.
 * @param seen the time of the newest act that the person saw; `alone` is for the command line, which refuses while
 * someone in the application can decide.
 * @throws AppError `not_found` if nothing is waiting, `forbidden`, `stale_version` after a newer act; OthersDecide
 */
export async function decideConfirmation(
  deps: Deps,
  which: { id: string } | { name: string },
  confirmed: boolean,
  by: { actor: string; source: string },
  seen: Date | 'alone',
): Promise<void> {
  const at = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx): Promise<AppError | OthersDecide | null> => {
    const row = await trx
      .selectFrom('account_confirmation')
      .innerJoin('officer', 'officer.id', 'officer_id')
      .select(['account_confirmation.id', 'officer_id', 'asked_by', 'also_asked_by', 'asked_at', 'acts', 'why'])
      .where((eb) =>
        'id' in which ? eb('officer_id', '=', which.id) : eb('name', '=', which.name.trim().toLowerCase()),
      )
      .where('decided_at', 'is', null)
      .forUpdate('account_confirmation')
      .executeTakeFirst();
    if (row === undefined) return new AppError('not_found');
    const entry = { at, ...by, action: 'officer.confirm', target: row.officer_id } as const;
    const detail = {
      why: row.why,
      acts: actsOf(row).map(({ what }) => what),
      asked: row.asked_by,
      decision: confirmed ? 'confirmed' : 'declined',
    };
    const askers = [row.asked_by, ...row.also_asked_by];
    if (seen === 'alone') {
      const others = await othersWhoDecide(trx, row.officer_id, askers);
      if (others.length > 0) {
        await appendAudit(trx, { ...entry, outcome: 'failure', detail });
        return new OthersDecide(others.map((one) => one.display_name));
      }
    } else if (askers.includes(by.actor) || by.actor === row.officer_id || (await isWaiting(trx, by.actor))) {
      await appendAudit(trx, { ...entry, outcome: 'failure', detail });
      return new AppError('forbidden', { detail: { code: 'second_person_needed', params: {} } });
    } else if (row.asked_at.getTime() !== seen.getTime()) {
      await appendAudit(trx, { ...entry, outcome: 'failure', detail });
      return new AppError('stale_version', { detail: { code: 'newer_acts', params: {} } });
    }
    await trx
      .updateTable('account_confirmation')
      .set({ decided_by: by.actor, decided_at: at, confirmed })
      .where('id', '=', row.id)
      .execute();
    if (!confirmed) {
      const set = { disabled_at: at, disabled_why: 'administrator' } as const;
      await trx.updateTable('officer').set(set).where('id', '=', row.officer_id).execute();
      await endSessions(trx, { officerId: row.officer_id }, { at, why: 'revoked', by: by.actor });
    }
    await appendAudit(trx, { ...entry, outcome: 'success', detail });
    return null;
  });
  if (outcome !== null) throw outcome;
}
