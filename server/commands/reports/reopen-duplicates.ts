import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { findColleague } from '#server/db/colleagues.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { pointBack } from '#server/db/primary.ts';
import { changeReport, REPORT_COLUMNS, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportRow } from '#server/db/tables/reports.ts';
import type { Deps } from '#server/deps.ts';
import type { Act } from '#shared/domain/act.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import { type Closing, closingState } from '#shared/domain/history-event.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { sendLetter } from '../letters/send-letter.ts';

/**
 * When a primary has just been closed without an approval, reopens the reports that were rejected as its duplicates.
 * Their letters say that the primary stays on file, which is no longer true. The reopened reports go back to the
 * officers who rejected them, and their reporters get the same letter as when an officer reopens a report. Reports by
 * the primary's own reporter stay closed, because the primary's letter told that person the outcome. A duplicate under
 * appeal is open already, so only its history is updated. The caller must have taken `lockDuplicates` before it locked
 * the primary.
 */
export async function reopenDuplicates(
  trx: Transaction<Database>,
  deps: Deps,
  primary: ReportRow,
  { at, source }: { at: Date; source: string },
): Promise<void> {
  const state = closingState.safeParse(primary.state).data;
  if (state === undefined) return;
  const rows = await trx
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .where('duplicate_of', '=', primary.tracking_number)
    .where('state', 'in', ['rejected', 'appealed'])
    .orderBy('id')
    .forUpdate()
    .execute();
  const closed = toReport(primary);
  for (const row of rows) {
    if (isSamePerson(toReport(row), closed)) continue;
    await reopen(trx, deps, row, { primary: primary.tracking_number, state, at, source });
  }
}

/** Used to write the same letter as when an officer reopens a report. */
const TAKEN_BACK: Act = { kind: 'return', cause: '', note: '' };

type Cause = { primary: string; state: Closing; at: Date; source: string };

async function reopen(
  trx: Transaction<Database>,
  deps: Deps,
  row: ReportRow,
  { primary, state, at, source }: Cause,
): Promise<void> {
  const report = toReport(row);
  const isRejected = row.state === 'rejected';
  const written = isRejected ? letterFor(report, TAKEN_BACK, await currentPolicy(trx)) : null;
  const letter = written === null ? null : await sendLetter(trx, deps, row, { letter: written, at });
  const entry: NewEntry = {
    at: at.toISOString(),
    kind: isRejected ? 'returned' : 'noted',
    by: null,
    event: { code: 'primary_closed', params: { primary, state } },
    note: null,
    letter,
  };
  const { decidedBy, assignedTo } = report;
  const owner = assignedTo ?? (typeof decidedBy === 'string' ? await findColleague(trx, decidedBy) : null);
  const set = isRejected
    ? {
        state: 'returned' as const,
        decided_by: null,
        duplicate_of: null,
        assigned_to: owner === null ? null : JSON.stringify(owner),
      }
    : {};
  if (isRejected) await pointBack(trx, row, primary);
  const { version } = await changeReport(trx, row, { at, entry, set });
  if (!isRejected) return;
  await appendAudit(trx, {
    at,
    actor: 'system',
    action: 'report.reopen',
    target: row.id,
    outcome: 'success',
    source,
    detail: { version, ...(letter === null ? {} : { letter: letter.id }) },
  });
}
