import type { Kysely, Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const HOUR_MS = 3_600_000;
/** After more than this many failed sign-ins for one name within an hour, unknown workstations share one try per minute. */
export const MOST_IN_HOUR = 50;
const ATTEMPT_INTERVAL_MS = 60_000;
const MOST_KEPT = 100_000;

const inHour = (times: readonly Date[], at: Date) => times.filter((one) => at.getTime() - one.getTime() < HOUR_MS);

/** Whether this name has exceeded the limit of failed sign-ins within an hour. */
export async function isOverrun(db: Kysely<Database>, nameHash: string, at: Date): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_name')
    .select('failed_at')
    .where('name_hash', '=', nameHash)
    .executeTakeFirst();
  return row !== undefined && inHour(row.failed_at, at).length > MOST_IN_HOUR;
}

/** Takes the one try per minute that all unknown workstations share; returns false if it was already taken. */
export async function takeAttempt(db: Db, nameHash: string, at: Date): Promise<boolean> {
  const taken = await db
    .updateTable('sign_in_name')
    .set({ turn_at: at })
    .where('name_hash', '=', nameHash)
    .where((eb) =>
      eb.or([eb('turn_at', 'is', null), eb('turn_at', '<=', new Date(at.getTime() - ATTEMPT_INTERVAL_MS))]),
    )
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Seconds until an unknown workstation may try again. */
export const ATTEMPT_INTERVAL_S = ATTEMPT_INTERVAL_MS / 1000;

/**
 * Counts a failed sign-in from any source. Returns true if the limit is exceeded and no one has been notified within the
 * last hour.
 */
export async function countInHour(trx: Transaction<Database>, nameHash: string, at: Date): Promise<boolean> {
  const before = await trx
    .selectFrom('sign_in_name')
    .select(['failed_at', 'told_at'])
    .where('name_hash', '=', nameHash)
    .executeTakeFirst();
  const failed_at = [...inHour(before?.failed_at ?? [], at), at].slice(-(MOST_IN_HOUR + 1));
  const told = before?.told_at ?? null;
  const tells = failed_at.length > MOST_IN_HOUR && (told === null || at.getTime() - told.getTime() >= HOUR_MS);
  const next = { failed_at, last_failed_at: at, told_at: tells ? at : told };
  await trx
    .insertInto('sign_in_name')
    .values({ name_hash: nameHash, ...next })
    .onConflict((conflict) => conflict.column('name_hash').doUpdateSet(next))
    .execute();
  return tells;
}

/** Deletes the counters of names whose failures are too old to count, and the oldest if more than `mostKept` remain. */
export async function forgetOldNames(db: Db, at: Date, mostKept = MOST_KEPT): Promise<number> {
  const gone = await db
    .deleteFrom('sign_in_name')
    .where((eb) =>
      eb.or([
        eb('last_failed_at', '<', new Date(at.getTime() - HOUR_MS)),
        eb(
          'name_hash',
          'in',
          eb.selectFrom('sign_in_name').select('name_hash').orderBy('last_failed_at', 'desc').offset(mostKept),
        ),
      ]),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
