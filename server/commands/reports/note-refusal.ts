import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';

/** Workstations ask for it by themselves, whatever the role of who signed in; that is not somebody's try. */
const ASKED_BY_ITSELF = 'changes';

/** Writes down that somebody asked for what their role may not have (AU-2: access that failed). */
export async function noteRefusal(deps: Deps, row: string, session: Session, source: string): Promise<void> {
  if (row === ASKED_BY_ITSELF) return;
  await deps.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: deps.now(),
      actor: session.officer.id,
      action: 'access.refuse',
      target: row,
      outcome: 'failure',
      source,
      detail: { role: session.officer.role },
    }),
  );
}
