import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';

const HOUR_MS = 3_600_000;

/** Logs, at most once an hour, that a session reads reports; one row per read would add nothing. */
export async function logReads(deps: Deps, session: Session, source: string): Promise<void> {
  const at = deps.now();
  const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  if (session.readsAuditedAt !== null && session.readsAuditedAt >= hour) return;
  await deps.db.transaction().execute(async (trx) => {
    const first = await trx
      .updateTable('session')
      .set({ reads_audited_at: hour })
      .where('id', '=', session.id)
      .where((eb) => eb.or([eb('reads_audited_at', 'is', null), eb('reads_audited_at', '<', hour)]))
      .executeTakeFirst();
    if (first.numUpdatedRows === 0n) return;
    await appendAudit(trx, {
      at,
      actor: session.officer.id,
      action: 'reports.read',
      target: session.id,
      outcome: 'success',
      source,
      detail: { hour: hour.toISOString() },
    });
  });
  // Cached on the session object, so that later reads within the hour skip the query.
  session.readsAuditedAt = hour;
}
