import { appendAlone } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';

/**
 * Workstations request this route automatically for users of every role, so a refusal doesn't mean that the user tried
 * to get access, and is not logged.
 */
const ASKED_BY_ITSELF = 'changes';

/** Logs a request that the caller's role does not allow (AU-2: failed access). */
export async function noteRefusal(deps: Deps, row: string, session: Session, source: string): Promise<void> {
  if (row === ASKED_BY_ITSELF) return;
  await appendAlone(deps.db, {
    at: deps.now(),
    actor: session.officer.id,
    action: 'access.refuse',
    target: row,
    outcome: 'failure',
    source,
    detail: { role: session.officer.role },
  });
}
