import { appendAudit } from '#server/db/audit.ts';
import { readAuditEntries, readChainState } from '#server/db/audit-log.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { AuditChain, AuditEntryPage, AuditEntryQuery } from '#shared/audit-api.ts';
import { AppError } from '#shared/errors.ts';

/** Reads a page of the audit log and logs that: which filters were set, but not the name that was typed. */
export async function readAuditLog(
  deps: Deps,
  query: AuditEntryQuery,
  { officer }: Session,
  source: string,
): Promise<AuditEntryPage> {
  const page = await readAuditEntries(deps.db, query);
  const { group = null, person, from = null, to = null } = query;
  await deps.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: deps.now(),
      actor: officer.id,
      action: 'audit.read',
      target: null,
      outcome: 'success',
      source,
      detail: { rows: page.rows.length, group, from, to, searched: person !== undefined && person !== '' },
    }),
  );
  return page;
}

/**
 * Makes the daily check of the chain due now. The scheduler runs it within seconds, in one process only; while it is due
 * or running, this changes nothing.
 * @throws AppError `unavailable` if no server has scheduled it.
 */
export async function askForAuditCheck(deps: Deps, { officer }: Session, source: string): Promise<AuditChain> {
  const now = deps.now();
  const state = await readChainState(deps.db, now);
  if (state.check !== 'none') return state;
  const asked = await deps.db.transaction().execute(async (trx) => {
    const job = await trx
      .updateTable('job')
      .set({ next_run_at: now })
      .where('name', '=', 'audit-check')
      .where('next_run_at', '>', now)
      .executeTakeFirst();
    if (job.numUpdatedRows === 0n) return false;
    await appendAudit(trx, {
      at: now,
      actor: officer.id,
      action: 'audit.ask_check',
      target: null,
      outcome: 'success',
      source,
      detail: {},
    });
    return true;
  });
  const next = await readChainState(deps.db, now);
  // Another supervisor may have asked at the same moment; otherwise there is no such job.
  if (!asked && next.check === 'none') throw new AppError('unavailable');
  return next;
}
