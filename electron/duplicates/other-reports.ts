import type { QueueRow } from '#shared/domain/queue.ts';
import type { Repeat } from '#shared/domain/repeat.ts';
import type { Report } from '#shared/domain/report.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import type { ShownRepeat } from '#shared/ipc.ts';
import type { Stores } from '../db/stores.ts';

type Needed = Pick<Stores, 'queue' | 'reports'>;

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
export function sentBefore({ queue, reports }: Needed, report: Report): QueueRow[] {
  return queue.ofSameName(report.id).filter(({ id }) => {
    const other = reports.get(id);
    return other !== null && isSamePerson(report, other);
  });
}
