import { type Duplicate, sortWithPrimaries } from '#shared/domain/duplicate.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson, isSameSender } from '#shared/domain/same-person.ts';
import { toSameSenderReport } from '#shared/domain/same-sender-report.ts';
import { staysOnFile } from '#shared/domain/workflow.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';
import type { ShownDuplicate, ShownSameSender } from '#shared/ipc-shapes.ts';
import type { Stores } from '../db/stores.ts';
import { type ExpectedState, expectedStateOf } from './expected-state.ts';
import { once } from './once.ts';

type Needed = Pick<Stores, 'queue' | 'outbox'> & { reports: Pick<Stores['reports'], 'get'> };

/** Caches reads, because several parts of a screen request the same report and parsing a large one takes milliseconds. */
export function readingOnce({ reports }: Needed): Needed['reports'] {
  return { get: once(reports.get) };
}

/**
 * Returns a report's duplicates with the details that the screen shows for each: its queue row, whether it is by the
 * same person, and its primary report; reports that stay on file come first.
 */
export function shownDuplicates(
  { queue, outbox, reports }: Needed,
  report: Report,
  duplicates: readonly Duplicate[],
): ShownDuplicate[] {
  const shown = duplicates.map((one) => {
    const other = reports.get(one.reportId);
    const expected = other === null ? null : expectedStateOf({ outbox }, other);
    const more = {
      other: queue.row(one.reportId),
      samePerson: other !== null && isSamePerson(report, other),
      primaryNumber: expected?.duplicateOf ?? one.trackingNumber,
      stays: expected === null || stays({ queue, outbox, reports }, expected),
    };
    return Object.assign(more, one);
  });
  return sortWithPrimaries(shown);
}

/** Whether a report, or the primary that it duplicates, stays on file; true if the primary is not in the cache. */
function stays({ queue, outbox, reports }: Needed, { state, duplicateOf }: ExpectedState): boolean {
  if (duplicateOf === null) return staysOnFile(state);
  const id = queue.idOf(duplicateOf);
  const primary = id === null ? null : reports.get(id);
  return primary === null || staysOnFile(expectedStateOf({ outbox }, primary).state);
}

/**
 * Returns why a report can't be rejected as a duplicate of the report with this number; null if it can. Also null if
 * the report with this number is not in the cache, because then only the server can check.
 */
export function duplicateFault(
  needed: Needed,
  { trackingNumber }: Pick<Report, 'trackingNumber'>,
  number: string,
): FieldError | null {
  const id = needed.queue.idOf(number);
  const named = id === null ? null : needed.reports.get(id);
  if (named === null) return null;
  const expected = expectedStateOf(needed, named);
  const primary = expected.duplicateOf ?? number;
  if (primary === trackingNumber) return plainFault('duplicateOf', 'duplicate_of_this');
  if (stays(needed, expected)) return null;
  return { path: 'duplicateOf', detail: { code: 'duplicate_closed', params: { primary } } };
}

/** Returns the other reports by the same person that are on this workstation, newest first. */
export function sameSender({ queue, reports }: Needed, report: Report): ShownSameSender[] {
  return queue.ofSameName(report.id).flatMap(({ id, unsent }) => {
    const other = reports.get(id);
    return other !== null && isSameSender(report, other) ? Object.assign({ unsent }, toSameSenderReport(other)) : [];
  });
}
