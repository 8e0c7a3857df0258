import { appendAlone, appendAudit } from '#server/db/audit.ts';
import { readAuditEntries, readChainState } from '#server/db/audit-log.ts';
import { hiddenIds, reviewerOf } from '#server/db/hidden-reports.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';
import type { AuditChain, AuditEntryPage, AuditEntryQuery } from '#shared/audit-api.ts';

/**
 * Reads a page of the audit log and logs the access: which filters were set, but not the name that was typed. Entries
 * about reports that the caller will review blind are left out; `hidden` counts these reports.
 */
export async function readAuditLog(
  deps: Deps,
  query: AuditEntryQuery,
  { officer }: Session,
  source: string,
): Promise<AuditEntryPage> {
  const hidden = await hiddenIds(deps.db, reviewerOf(officer));
  const page = await readAuditEntries(deps.db, query, hidden);
  const { group = null, person = '', report = '', from = null, to = null } = query;
  await appendAlone(deps.db, {
    at: deps.now(),
    actor: officer.id,
    action: 'audit.read',
    target: null,
    outcome: 'success',
    source,
    detail: { rows: page.rows.length, group, from, to, searched: person !== '', byReport: report !== '' },
  });
  return { ...page, hidden: hidden.size };
}

/**
 * Makes the daily check of the chain due now. The scheduler runs it within seconds, in one process only; while it is due
 * or running, this changes nothing.
 */
export async function askForAuditCheck(deps: Deps, { officer }: Session, source: string): Promise<AuditChain> {
  const now = deps.now();
  const state = await readChainState(deps.db, now);
  if (state.check !== 'none') return state;
  await deps.db.transaction().execute(async (trx) => {
    // The job may not be registered yet, if no process with jobs has started.
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('job')
      .values({ name: 'audit-check', next_run_at: now })
      .onConflict((known) => known.column('name').doUpdateSet({ next_run_at: now }).where('job.next_run_at', '>', now))
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return;
    await appendAudit(trx, {
      at: now,
      actor: officer.id,
      action: 'audit.ask_check',
      target: null,
      outcome: 'success',
      source,
      detail: {},
    });
  });
  return readChainState(deps.db, now);
}
