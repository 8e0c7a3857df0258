import { appendAudit } from '#server/db/audit.ts';
import { highestSequence, versionsOut } from '#server/db/releases.ts';
import type { Deps } from '#server/deps.ts';
import { copyReleaseFiles, readReleaseFolder, UpdateRefused } from '#server/updates/release-folder.ts';
import { compareVersions, type Release } from '#shared/updates/release.ts';

export type RollOut = { share: number; window: { from: string; to: string } | null };

/**
 * Publishes a signed release: first its files, then the row through which workstations learn of it.
 * @throws UpdateRefused, in which case nothing changes for workstations.
 */
export async function publishRelease(
  deps: Deps,
  given: {
    from: string;
    dataDir: string;
    agencyKeys: readonly string[] | null;
    channel?: string | undefined;
    /** Whether the release may be older than the newest one. */
    older?: boolean;
  } & RollOut,
  by: { actor: string; source: string },
): Promise<Release> {
  const { release, signed } = await readReleaseFolder(given.from, given.agencyKeys, deps.now());
  const { sequence, version, channel, severity, floor } = release;
  if (given.channel !== undefined && given.channel !== channel)
    throw new UpdateRefused(`It is signed for the channel ${channel}.`);
  await refuseOlder(deps, release, given.older ?? false);
  await copyReleaseFiles(given.from, given.dataDir, release);
  const at = deps.now();
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('release')
      .values({
        sequence,
        version,
        channel,
        severity,
        floor,
        manifest: signed.manifest,
        signatures: JSON.stringify(signed.signatures),
        published_at: at,
        state: 'out',
        share: given.share,
        window_from: given.window?.from ?? null,
        window_to: given.window?.to ?? null,
        changed_at: at,
      })
      .execute();
    const detail = { sequence, channel, share: given.share };
    await appendAudit(trx, { at, ...by, action: 'update.publish', target: version, outcome: 'success', detail });
  });
  return release;
}

async function refuseOlder({ db }: Deps, { sequence, version, channel }: Release, mayBeOlder: boolean): Promise<void> {
  const last = await highestSequence(db);
  if (sequence <= last)
    throw new UpdateRefused(`Its sequence ${sequence} is not higher than ${last}, which is already published.`);
  const same = await db.selectFrom('release').select('sequence').where('version', '=', version).executeTakeFirst();
  if (same !== undefined) throw new UpdateRefused(`Version ${version} is already published; use another number.`);
  if (mayBeOlder) return;
  const newest = (await versionsOut(db, channel)).find((one) => compareVersions(version, one) < 0);
  if (newest !== undefined)
    throw new UpdateRefused(
      `Version ${version} is older than ${newest}, which is published. Workstations never go back; with --older it is ` +
        'offered to those that run an even older one.',
    );
}
