import { appendAudit } from '#server/db/audit.ts';
import { newEpoch } from '#server/db/epoch.ts';
import type { Deps } from '#server/deps.ts';

/** Makes every workstation pull all data again, and logs who requested it. */
export async function startNewEpoch(deps: Deps, by: { actor: string; source: string }): Promise<void> {
  await newEpoch(deps.db);
  await deps.db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: deps.now(), ...by, action: 'feed.renew', target: null, outcome: 'success', detail: {} }),
    );
}
