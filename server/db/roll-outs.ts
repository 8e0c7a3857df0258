import { type Kysely, sql } from 'kysely';
import type { RollOut } from '#shared/updates-api.ts';
import { isReplaced } from './releases.ts';
import type { Database } from './schema.ts';

/**
 * Releases with their roll-out, newest first, and how many workstations run each. The newest release of each channel is
 * taken first, then the one before, so that a channel with many releases doesn't crowd out the others.
 */
export async function listRollOuts(db: Kysely<Database>, limit: number): Promise<RollOut[]> {
  const rows = await db
    .with('ranked', (q) =>
      q
        .selectFrom('release')
        .selectAll()
        .select(sql<string>`row_number() over (partition by channel order by sequence desc)`.as('place')),
    )
    .selectFrom('ranked')
    .select(['version', 'sequence', 'channel', 'severity', 'floor', 'published_at', 'state', 'share', 'place'])
    .select(['window_from', 'window_to'])
    .select((eb) =>
      eb
        .selectFrom('workstation')
        .whereRef('workstation.version', '=', 'ranked.version')
        .select((count) => count.fn.countAll<string>().as('n'))
        .as('workstations'),
    )
    .orderBy('place')
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return rows
    .toSorted((one, other) => other.sequence - one.sequence)
    .map(({ version, channel, severity, floor, state, share, window_from: from, window_to: to, ...row }) => ({
      version,
      channel,
      severity,
      floor,
      state,
      share,
      publishedAt: row.published_at.toISOString(),
      window: from === null || to === null ? null : { from, to },
      replaced: isReplaced({ ...row, channel }, rows),
      workstations: Number(row.workstations),
    }));
}
