import { appendAlone, type ChainCheck, keepCheckpoint, verifyAudit } from '../db/audit.ts';
import type { Deps } from '../deps.ts';

/** Number of rows per batch. Batches are small, because the process that runs the check also serves requests. */
const SLICE = 500;

/** Checks the whole audit log (AU-9), saves the last entry if the log is intact, and logs the check. */
export async function checkAudit(deps: Deps, stopped?: AbortSignal): Promise<ChainCheck> {
  const check = await verifyAudit(deps.db, { slice: SLICE, ...(stopped === undefined ? {} : { stopped }) });
  const at = deps.now();
  if (check.ok) await keepCheckpoint(deps.db, check.head, at);
  await appendAlone(deps.db, {
    at,
    actor: 'system',
    action: 'audit.check',
    target: null,
    outcome: check.ok ? 'success' : 'failure',
    source: 'clock',
    detail: check.ok ? { rows: check.rows } : { rows: check.rows, badSeq: check.badSeq },
  });
  return check;
}
