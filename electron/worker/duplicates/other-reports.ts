import type { Duplicate } from '#shared/domain/duplicate.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson, isSameSender } from '#shared/domain/same-person.ts';
import { toSentBefore } from '#shared/domain/sent-before.ts';
import type { ShownDuplicate, ShownSent } from '#shared/ipc-shapes.ts';
import type { Stores } from '../db/stores.ts';

type Needed = Pick<Stores, 'queue'> & { reports: Pick<Stores['reports'], 'get'> };

/** Caches reads, because several parts of a screen request the same report and parsing a large one takes milliseconds. */
export function readingOnce({ reports }: Needed): Needed['reports'] {
  const known = new Map<string, Report | null>();
  return {
    get: (id) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const read = reports.get(id);
      known.set(id, read);
      return read;
    },
  };
}

/**
 * Returns a report's duplicates with the details that the screen shows for each: its queue row, whether it is by the same
 * person, and its primary report.
 */
export function shownDuplicates(
  { queue, reports }: Needed,
  report: Report,
  duplicates: readonly Duplicate[],
): ShownDuplicate[] {
  return duplicates.map((one) => {
    const other = reports.get(one.reportId);
    const more = {
      other: queue.row(one.reportId),
      samePerson: other !== null && isSamePerson(report, other),
      standsFor: other?.duplicateOf ?? one.trackingNumber,
    };
    return Object.assign(more, one);
  });
}

/** Returns the other reports by the same person that are on this workstation, newest first. */
export function sentBefore({ queue, reports }: Needed, report: Report): ShownSent[] {
  return queue.ofSameName(report.id).flatMap(({ id, unsent }) => {
    const other = reports.get(id);
    return other !== null && isSameSender(report, other) ? Object.assign({ unsent }, toSentBefore(other)) : [];
  });
}
