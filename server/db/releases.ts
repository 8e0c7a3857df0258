import type { Kysely, Selectable } from 'kysely';
import type { Database } from './schema.ts';
import type { ReleaseTable } from './tables/updates.ts';

export type ReleaseRow = Selectable<ReleaseTable>;

/** The releases of a channel that were not withdrawn, newest first. */
export const releasesOut = (db: Kysely<Database>, channel: string): Promise<ReleaseRow[]> =>
  db
    .selectFrom('release')
    .selectAll()
    .where('channel', '=', channel)
    .where('state', '<>', 'withdrawn')
    .orderBy('sequence', 'desc')
    .execute();

/** Whether a newer release of the same channel is offered to every workstation. */
export const isReplaced = (
  one: Pick<ReleaseRow, 'sequence' | 'channel'>,
  rows: readonly Pick<ReleaseRow, 'sequence' | 'channel' | 'state' | 'share'>[],
): boolean =>
  rows.some(
    ({ sequence, channel, state, share }) =>
      channel === one.channel && sequence > one.sequence && state === 'out' && share === 100,
  );

/** The highest sequence of any channel; 0 if nothing was published yet. */
export async function highestSequence(db: Kysely<Database>): Promise<number> {
  const found = await db
    .selectFrom('release')
    .select('sequence')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.sequence ?? 0;
}

/** The versions of a channel that were not withdrawn, most recently published first. */
export async function versionsOut(db: Kysely<Database>, channel: string): Promise<string[]> {
  const rows = await db
    .selectFrom('release')
    .select('version')
    .where('channel', '=', channel)
    .where('state', '<>', 'withdrawn')
    .orderBy('sequence', 'desc')
    .execute();
  return rows.map(({ version }) => version);
}

/** The last releases, newest first. */
export const lastReleases = (db: Kysely<Database>, limit: number): Promise<ReleaseRow[]> =>
  db.selectFrom('release').selectAll().orderBy('sequence', 'desc').limit(limit).execute();
