import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type AccountHere,
  isNewer,
  lagOf,
  type Release,
  type Workstation,
  type WorkstationReport,
} from '#shared/domain/workstation.ts';
import type { Database } from './schema.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/** What a workstation says about itself isn't stored again within this time if its user and counts are the same. */
const APART_MS = 60_000;
/** New workstations per account and day: enough to set up a whole room, but not to fill a disk. */
const MOST_NEW_A_DAY = 200;
const DAY_MS = 86_400_000;
/** A workstation that nobody has used for a year is deleted. */
const GONE_MS = 365 * DAY_MS;

/** Stores what a workstation reports about itself. @returns false if this account made too many new ones. */
export function noteWorkstation(
  db: Kysely<Database>,
  id: string,
  { accounts, ...given }: Omit<WorkstationReport, 'accounts'> & Partial<Pick<WorkstationReport, 'accounts'>>,
  by: { officerId: string; at: Date },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const stored = await storeWorkstation(trx, id, given, by);
    if (stored !== 'stored') return stored === 'same';
    const own = { officerId: by.officerId, waiting: given.waiting, drafts: given.drafts };
    await storeAccounts(trx, id, accounts ?? [own], by.at);
    if (accounts) await emptyOthers(trx, id, accounts, by.at);
    return true;
  });
}

async function storeWorkstation(
  trx: Transaction<Database>,
  id: string,
  { cacheBytes, update, installedFor, ...same }: Omit<WorkstationReport, 'accounts'>,
  by: { officerId: string; at: Date },
): Promise<'stored' | 'same' | 'too_many'> {
  const said = {
    ...same,
    cache_bytes: cacheBytes,
    installed_for: installedFor,
    update_problem: update?.problem ?? null,
    update_version: update?.version ?? null,
    officer_id: by.officerId,
    seen_at: by.at,
  };
  const known = await trx
    .selectFrom('workstation')
    .select(['seen_at', 'officer_id', 'waiting', 'drafts'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (known !== undefined) {
    const isSame = known.officer_id === by.officerId && known.waiting === same.waiting && known.drafts === same.drafts;
    if (isSame && by.at.getTime() - known.seen_at.getTime() < APART_MS) return 'same';
    await trx.updateTable('workstation').set(said).where('id', '=', id).execute();
    return 'stored';
  }
  const { n } = await trx
    .selectFrom('workstation')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('officer_id', '=', by.officerId)
    .where('first_seen_at', '>', new Date(by.at.getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  if (Number(n) >= MOST_NEW_A_DAY) return 'too_many';
  await trx
    .insertInto('workstation')
    .values({ id, ...said, first_seen_at: by.at })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
  await trx
    .deleteFrom('workstation')
    .where('seen_at', '<', new Date(by.at.getTime() - GONE_MS))
    .execute();
  return 'stored';
}

/** An account that this server doesn't have is left out: the computer may have been used with another server. */
async function storeAccounts(trx: Transaction<Database>, id: string, accounts: readonly AccountHere[], at: Date) {
  await sql`insert into workstation_account (workstation_id, officer_id, waiting, drafts, said_at)
    select distinct on (officer.id) ${id}::uuid, officer.id, here.waiting, here.drafts, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as here ("officerId" uuid, waiting int, drafts int)
    join officer on officer.id = here."officerId"
    on conflict (workstation_id, officer_id)
      do update set waiting = excluded.waiting, drafts = excluded.drafts, said_at = excluded.said_at`.execute(trx);
}

/** Clears the counts of accounts that the workstation no longer reports, because nothing of theirs is left on it. */
async function emptyOthers(trx: Transaction<Database>, id: string, accounts: readonly AccountHere[], at: Date) {
  await trx
    .updateTable('workstation_account')
    .set({ waiting: 0, drafts: 0, said_at: at })
    .where('workstation_id', '=', id)
    .where(sql<boolean>`officer_id <> all(${accounts.map(({ officerId }) => officerId)}::uuid[])`)
    .execute();
}

/** Returns which accounts the unsent decisions on these workstations belong to, by workstation. */
async function unsentOf(db: Queries, ids: readonly string[]): Promise<Map<string, Workstation['unsentOf']>> {
  const found = new Map<string, Workstation['unsentOf']>();
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('workstation_account')
    .innerJoin('officer', 'officer.id', 'workstation_account.officer_id')
    .select(['workstation_id', 'officer.id', 'officer.display_name', 'waiting'])
    .where('workstation_id', 'in', ids)
    .where('waiting', '>', 0)
    .orderBy('waiting', 'desc')
    .orderBy('officer.id')
    .execute();
  for (const { workstation_id: workstation, id, display_name: displayName, waiting } of rows)
    found.set(workstation, [...(found.get(workstation) ?? []), { officer: { id, displayName }, waiting }]);
  return found;
}

/** Workstations, last seen first, each with how far its version is behind. */
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
  const owed = await unsentOf(
    db,
    rows.filter(({ waiting }) => waiting > 0).map(({ id }) => id),
  );
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
      unsentOf: owed.get(row.id) ?? [],
      lag: lagOf(row, releases, now),
    })),
    total: Number(n),
    versions: versions.map((one) => one.version).sort((a, b) => (isNewer(a, b) ? -1 : 1)),
  };
}

/** Releases that were published and not withdrawn: each is offered to workstations that aren't offered a newer one. */
const publishedReleases = (db: Queries): Promise<Release[]> =>
  db
    .selectFrom('release')
    .select(['version', 'channel', 'severity', 'published_at as publishedAt'])
    .where('state', '<>', 'withdrawn')
    .execute();
