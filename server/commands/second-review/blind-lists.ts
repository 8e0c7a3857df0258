import type { SameSenderReport } from '#shared/domain/same-sender-report.ts';
import type { KeptDuplicate } from '#shared/process-api.ts';

/** The reports that the caller may not see as they are now; see `hiddenReports`. */
type Hidden = ReadonlyMap<string, unknown>;

/**
 * Removes from a report's duplicates what would give away a hidden decision: that one is a duplicate of another, and
 * what officers decided about the pair. A pair that was linked only by an officer's decision is left out.
 */
export function blindDuplicates(
  duplicates: readonly KeptDuplicate[],
  reportId: string,
  hidden: Hidden,
): KeptDuplicate[] {
  if (hidden.size === 0) return [...duplicates];
  const isOpenHidden = hidden.has(reportId);
  return duplicates.flatMap((one): KeptDuplicate[] => {
    if (!isOpenHidden && !hidden.has(one.reportId)) return [one];
    return one.weight === 0 ? [] : [{ ...one, state: 'suggested', primaryNumber: one.trackingNumber, stays: true }];
  });
}

/** Removes the outcome of hidden reports from a list of reports by one person. */
export const blindSameSender = (reports: readonly SameSenderReport[], hidden: Hidden): SameSenderReport[] =>
  reports.map((one) =>
    hidden.has(one.reportId) ? { ...one, offenseCode: null, state: 'submitted', outcome: null } : one,
  );
