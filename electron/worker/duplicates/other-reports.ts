import type { Repeat } from '#shared/domain/repeat.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson, isSameSender } from '#shared/domain/same-person.ts';
import { toSentBefore } from '#shared/domain/sent-before.ts';
import type { ShownRepeat, ShownSent } from '#shared/ipc-shapes.ts';
import type { Stores } from '../db/stores.ts';

type Needed = Pick<Stores, 'queue'> & { reports: Pick<Stores['reports'], 'get'> };

/** Reads each report once, although several parts of a screen ask for it: a large one takes milliseconds. */
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

/** Repeats of a report with what a screen says of each: its row, whose it is, and which report stands for it. */
export function shownRepeats({ queue, reports }: Needed, report: Report, repeats: readonly Repeat[]): ShownRepeat[] {
  return repeats.map((one) => {
    const other = reports.get(one.reportId);
    const more = {
      other: queue.row(one.reportId),
      samePerson: other !== null && isSamePerson(report, other),
      standsFor: other?.duplicateOf ?? one.trackingNumber,
    };
    return Object.assign(more, one);
  });
}

/** What the same person sent besides this report, the newest first, as far as this workstation has it. */
export function sentBefore({ queue, reports }: Needed, report: Report): ShownSent[] {
  return queue.ofSameName(report.id).flatMap(({ id, unsent }) => {
    const other = reports.get(id);
    return other !== null && isSameSender(report, other) ? Object.assign({ unsent }, toSentBefore(other)) : [];
  });
}
