import { appendAudit } from '#server/db/audit.ts';
import { newestRelease } from '#server/db/releases.ts';
import type { Deps } from '#server/deps.ts';
import { UpdateRefused } from '#server/updates/release-folder.ts';
import type { RollOutChange } from '#shared/updates-api.ts';

/**
 * Changes how a release is rolled out. A withdrawn release stays withdrawn: workstations may have seen its sequence, so
 * what follows it is a release of its own.
 * @throws UpdateRefused
 */
export async function changeRollOut(
  deps: Deps,
  version: string,
  change: RollOutChange,
  by: { actor: string; source: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('release')
      .select(['state', 'share', 'channel'])
      .where('version', '=', version)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new UpdateRefused(`Version ${version} was not published.`, 'not_found');
    if (row.state === 'withdrawn') throw new UpdateRefused(`Version ${version} was withdrawn; publish a newer one.`);
    const newest = await newestRelease(trx, row.channel);
    const offers = 'share' in change || change.state === 'out';
    if (offers && newest !== null && newest.version !== version)
      throw new UpdateRefused(
        `Only the newest release of a channel is offered, and that is version ${newest.version}.`,
      );
    const at = deps.now();
    await trx
      .updateTable('release')
      .set({ ...change, changed_at: at })
      .where('version', '=', version)
      .execute();
    await appendAudit(trx, {
      at,
      ...by,
      action: 'update.roll_out',
      target: version,
      outcome: 'success',
      detail: { state: row.state, share: row.share, ...change },
    });
  });
}
