import type { Transaction } from 'kysely';
import { changeReport, lockReport, toReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import type { ReportChange, ReportRow } from '#server/db/tables/reports.ts';
import type { NewEntry } from '#shared/domain/history.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { isOpen } from '#shared/domain/workflow.ts';

/** States in which a reply link is live. A late answer reopens a report that was closed because no answer came. */
const ANSWERABLE: readonly ReportState[] = ['awaiting_citizen', 'closed_no_answer'];

/**
 * Whether a reply link is live. A duplicate's link, too, stays live as long as officers would read an answer that is
 * passed on to its primary.
 * @param primary the state of the report that this one is a duplicate of; null if there is none.
 */
export function isAnswerable(state: ReportState, primary: ReportState | null): boolean {
  if (ANSWERABLE.includes(state)) return true;
  return state === 'rejected' && primary !== null && (isOpen(primary) || ANSWERABLE.includes(primary));
}

/** Locks and returns the primary of a duplicate; null for a report that takes answers itself. */
export async function lockPrimary(trx: Transaction<Database>, row: ReportRow): Promise<ReportRow | null> {
  const { duplicate_of: primary } = row;
  if (primary === null || ANSWERABLE.includes(row.state)) return null;
  const found = await trx.selectFrom('report').select('id').where('tracking_number', '=', primary).executeTakeFirst();
  return found === undefined ? null : lockReport(trx, found.id);
}

/**
 * Passes an answer or addition from a duplicate's reporter on to the primary; files stay with the duplicate. If both
 * reports are from the same person, the primary's history records it as an answer or addition. Otherwise, it is recorded
 * as a note that only officers see, because the primary's reporter can read answers on the report's page.
 * @returns the duplicate as it is now.
 */
export async function passToPrimary(
  trx: Transaction<Database>,
  { duplicate, primary, entry, files }: PassedOn,
): Promise<ReportRow> {
  const own = isSamePerson(toReport(duplicate), toReport(primary));
  const at = new Date(entry.at);
  const isAnswer = entry.kind === 'answered';
  await changeReport(trx, primary, {
    at,
    entry: {
      ...entry,
      letter: null,
      kind: own ? (ANSWERABLE.includes(primary.state) ? 'answered' : entry.kind) : 'noted',
      event: {
        code: isAnswer ? 'duplicate_answered' : 'duplicate_added',
        params: { duplicate: duplicate.tracking_number, files: files.added },
      },
    },
    ...(own && ANSWERABLE.includes(primary.state) ? { set: { state: 'resubmitted' as const } } : {}),
  });
  const event = {
    code: isAnswer ? 'answer_passed_on' : 'addition_passed_on',
    params: { primary: primary.tracking_number, files: files.added },
  } as const;
  return changeReport(trx, duplicate, { at, entry: { ...entry, note: null, event }, set: files.set });
}

export type PassedOn = {
  duplicate: ReportRow;
  primary: ReportRow;
  entry: NewEntry;
  files: { added: number; set: ReportChange };
};
