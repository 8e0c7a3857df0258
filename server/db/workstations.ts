import type { Kysely, Transaction } from 'kysely';
import { isNewer, lagOf, type Release, type Workstation, type WorkstationReport } from '#shared/domain/workstation.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** A workstation that says something more often than this isn't stored again. */
const APART_MS = 60_000;
/** New workstations per account and day: enough for somebody who sets up a room, and not for filling a disk. */
const MOST_NEW_A_DAY = 200;
const DAY_MS = 86_400_000;
/** A workstation that nobody used for a year is gone. */
const GONE_MS = 365 * DAY_MS;

/** Stores what a workstation says about itself. @returns false if this account made too many new ones. */
export async function noteWorkstation(
  db: Queries,
  id: string,
  given: WorkstationReport,
  by: { officerId: string; at: Date },
): Promise<boolean> {
  const { cacheBytes, update, installedFor, ...same } = given;
  const said = {
    ...same,
    cache_bytes: cacheBytes,
    installed_for: installedFor,
    update_problem: update?.problem ?? null,
    update_version: update?.version ?? null,
    officer_id: by.officerId,
    seen_at: by.at,
  };
  const known = await db.selectFrom('workstation').select('seen_at').where('id', '=', id).executeTakeFirst();
  if (known !== undefined) {
    const before = new Date(by.at.getTime() - APART_MS);
    await db.updateTable('workstation').set(said).where('id', '=', id).where('seen_at', '<=', before).execute();
    return true;
  }
  const { n } = await db
    .selectFrom('workstation')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('officer_id', '=', by.officerId)
    .where('first_seen_at', '>', new Date(by.at.getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  if (Number(n) >= MOST_NEW_A_DAY) return false;
  await db
    .insertInto('workstation')
    .values({ id, ...said, first_seen_at: by.at })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
  await db
    .deleteFrom('workstation')
    .where('seen_at', '<', new Date(by.at.getTime() - GONE_MS))
    .execute();
  return true;
}

/** Workstations, last seen first, each with how far it is behind. */
export async function listWorkstations(
  db: Queries,
  { version, limit }: { version?: string | undefined; limit: number },
  now: Date,
): Promise<{ rows: Workstation[]; total: number; versions: string[] }> {
  const releases = await publishedReleases(db);
  const versions = await db.selectFrom('workstation').select('version').distinct().execute();
  const fitting = db
    .selectFrom('workstation')
    .$if(version !== undefined, (q) => q.where('version', '=', version ?? ''));
  const { n } = await fitting.select((eb) => eb.fn.countAll<string>().as('n')).executeTakeFirstOrThrow();
  const rows = await fitting
    .innerJoin('officer', 'officer.id', 'workstation.officer_id')
    .selectAll('workstation')
    .select('officer.display_name')
    .orderBy('workstation.seen_at', 'desc')
    .orderBy('workstation.id')
    .limit(limit)
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      version: row.version,
      channel: row.channel,
      system: row.system,
      cache: row.cache,
      waiting: row.waiting,
      drafts: row.drafts,
      reports: row.reports,
      cacheBytes: Number(row.cache_bytes),
      update: row.update_problem === null ? null : { problem: row.update_problem, version: row.update_version },
      installedFor: row.installed_for,
      seenAt: row.seen_at.toISOString(),
      officer: { id: row.officer_id, displayName: row.display_name },
      lag: lagOf(row, releases, now),
    })),
    total: Number(n),
    versions: versions.map((one) => one.version).sort((a, b) => (isNewer(a, b) ? -1 : 1)),
  };
}

/** Releases that were published and not withdrawn: each is offered to workstations that a newer one is not offered to. */
const publishedReleases = (db: Queries): Promise<Release[]> =>
  db
    .selectFrom('release')
    .select(['version', 'channel', 'severity', 'published_at as publishedAt'])
    .where('state', '<>', 'withdrawn')
    .execute();
