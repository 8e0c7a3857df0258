import { type Selectable, sql, type Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;
export type SourceRow = Selectable<Database['sign_in_source']>;

/** AC-7: after five failed sign-ins within fifteen minutes from one source, that source is locked for the account. */
const MOST_FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
/**
 * Maximum number of pairs of name and source. Above it, the oldest pairs are deleted; pairs without a failure for
 * `KEPT_MS` are deleted, too.
 */
const MOST_KEPT = 100_000;
const KEPT_MS = 90 * 86_400_000;
/** First half of the lock key for a name; the second half is the name's hash. */
const NAME_LOCK = 7_021_011;

/** Identifies a sign-in attempt by name and source. */
export type Tried = { nameHash: string; source: string; deviceId: string | null };

/** Serializes counting for a name, existing or not, until the transaction ends. */
export async function lockName(trx: Trx, nameHash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${NAME_LOCK}, hashtext(${nameHash}))`.execute(trx);
}

export function findSource(trx: Trx, { nameHash, source }: Tried): Promise<SourceRow | undefined> {
  return trx
    .selectFrom('sign_in_source')
    .selectAll()
    .where('name_hash', '=', nameHash)
    .where('source', '=', source)
    .executeTakeFirst();
}

/** Counts a failed sign-in; returns true if it reached the limit, so that the source is now locked. */
export async function countAtSource(
  trx: Trx,
  { nameHash, source, deviceId }: Tried,
  before: SourceRow | undefined,
  officerId: string | null,
  at: Date,
): Promise<boolean> {
  const withThis = (times: readonly Date[] = []) =>
    [...times.filter((one) => at.getTime() - one.getTime() <= WINDOW_MS), at].slice(-MOST_FAILURES);
  const failed_at = withThis(before?.failed_at);
  const counted_at = withThis(before?.counted_at);
  const locks = counted_at.length >= MOST_FAILURES;
  const next = {
    officer_id: officerId,
    device_id: deviceId,
    failed_at,
    counted_at,
    last_failed_at: at,
    shut_at: before?.shut_at ?? (failed_at.length >= MOST_FAILURES ? at : null),
    locked_at: before?.locked_at ?? (locks ? at : null),
  };
  await trx
    .insertInto('sign_in_source')
    .values({ name_hash: nameHash, source, ...next })
    .onConflict((conflict) => conflict.columns(['name_hash', 'source']).doUpdateSet(next))
    .execute();
  return locks && (before?.locked_at ?? null) === null;
}

/**
 * Resets the count after a successful sign-in. For an address, refusals stay the same, because a change would tell others
 * at that address that the name exists. For a known workstation, the row is deleted: anyone who has its token already
 * knows that the name exists.
 */
export async function forgive(trx: Trx, before: SourceRow | undefined): Promise<void> {
  if (before === undefined) return;
  const { name_hash, source } = before;
  await (before.device_id === null
    ? trx
        .updateTable('sign_in_source')
        .set({ counted_at: [] })
        .where('name_hash', '=', name_hash)
        .where('source', '=', source)
        .execute()
    : trx.deleteFrom('sign_in_source').where('name_hash', '=', name_hash).where('source', '=', source).execute());
}

/**
 * Releases one or all locked sources of an account and returns the count. As after a successful sign-in, refusals don't
 * reveal this to others.
 */
export async function releaseSources(trx: Trx, officerId: string, source?: string): Promise<number> {
  const devices = await trx
    .deleteFrom('sign_in_source')
    .where('officer_id', '=', officerId)
    .where('device_id', 'is not', null)
    .where('locked_at', 'is not', null)
    .$if(source !== undefined, (some) => some.where('source', '=', source ?? ''))
    .executeTakeFirst();
  const addresses = await trx
    .updateTable('sign_in_source')
    .set({ locked_at: null, counted_at: [] })
    .where('officer_id', '=', officerId)
    .where('locked_at', 'is not', null)
    .$if(source !== undefined, (some) => some.where('source', '=', source ?? ''))
    .executeTakeFirst();
  return Number(devices.numDeletedRows + addresses.numUpdatedRows);
}

/** Makes sure that a new account starts without locked sources, even if its name was tried before it existed. */
export async function adoptSources(trx: Trx, nameHash: string, officerId: string): Promise<void> {
  await trx
    .updateTable('sign_in_source')
    .set({ officer_id: officerId, locked_at: null, counted_at: [] })
    .where('name_hash', '=', nameHash)
    .execute();
}

/**
 * Deletes failed sign-ins that are old or above the limit, for names that exist and names that don't. A locked source of
 * an existing account stays locked; refusals just stop mentioning it.
 */
export async function forgetOldSources(db: Db, at: Date, mostKept = MOST_KEPT): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with old as (
      select name_hash, source from sign_in_source where last_failed_at < ${new Date(at.getTime() - KEPT_MS)}
      union
      (select name_hash, source from sign_in_source where last_failed_at is not null
        order by last_failed_at desc offset ${mostKept})
    ), kept as (
      update sign_in_source s set failed_at = '{}', shut_at = null, last_failed_at = null from old
      where s.name_hash = old.name_hash and s.source = old.source and s.officer_id is not null and s.locked_at is not null
    ), gone as (
      delete from sign_in_source s using old
      where s.name_hash = old.name_hash and s.source = old.source and (s.officer_id is null or s.locked_at is null)
    )
    select count(*) as n from old`.execute(db);
  return rows[0]?.n ?? 0;
}
