import { appendAudit } from '#server/db/audit.ts';
import type { Deps } from '#server/deps.ts';
import { UpdateRefused } from '#server/updates/release-folder.ts';
import type { RollOutChange } from '#shared/updates-api.ts';

/**
 * Changes how a release is rolled out. A withdrawn release stays withdrawn: workstations may have seen its sequence, so
 * its replacement must be a new release.
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
      .select(['state', 'share', 'window_from', 'window_to'])
      .where('version', '=', version)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new UpdateRefused(`Version ${version} was not published.`, 'not_found');
    if (row.state === 'withdrawn') throw new UpdateRefused(`Version ${version} was withdrawn; publish a newer one.`);
    const at = deps.now();
    await trx
      .updateTable('release')
      .set({ ...valuesOf(change), changed_at: at })
      .where('version', '=', version)
      .execute();
    await appendAudit(trx, {
      at,
      ...by,
      action: 'update.roll_out',
      target: version,
      outcome: 'success',
      detail: { state: row.state, share: row.share, window: windowText(row), ...detailOf(change) },
    });
  });
}

const columnsOf = (window: { from: string; to: string } | null) => ({
  window_from: window?.from ?? null,
  window_to: window?.to ?? null,
});

const valuesOf = (change: RollOutChange) => ('window' in change ? columnsOf(change.window) : change);

const detailOf = (change: RollOutChange) =>
  'window' in change ? { window: windowText(columnsOf(change.window)) } : change;

const windowText = ({ window_from: from, window_to: to }: { window_from: string | null; window_to: string | null }) =>
  from === null ? null : `${from}-${to}`;
