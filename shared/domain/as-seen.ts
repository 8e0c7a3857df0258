import type { AttachmentMeta, Report } from './report.ts';

/** The parts of a report that were added since an act on it was decided, including the act itself. */
export type Since = Pick<Report, 'history' | 'corrections'> & { attachments: AttachmentMeta[] };

/** The act, as recorded in the report's history. */
type Decided = { at: string; officerId: string; eventCode: string; seenVersion: number };

/**
 * Splits a report into what it was when an officer decided an act, and what came later, including the act itself. This
 * is possible because facts never change and everything added to them has a timestamp. The officer had seen everything
 * before the act, because the server refuses acts on a report that has changed since it was seen.
 */
export function asSeen(report: Report, { at, officerId, eventCode, seenVersion }: Decided): [Report, Since] {
  const own = report.history.findIndex(
    (entry) => entry.at === at && entry.officerId === officerId && entry.event.code === eventCode,
  );
  // Entries are in chronological order, so everything before the act's own entry is earlier. Times are compared only if
  // the act has no entry.
  const end = own === -1 ? report.history.filter((entry) => entry.at < at).length : own;
  const before = report.history.slice(0, end);
  const isEarlier = (attachment: AttachmentMeta) => attachment.receivedAt === null || attachment.receivedAt < at;
  const then: Report = {
    ...report,
    version: seenVersion,
    changedAt: before.at(-1)?.at ?? report.receivedAt,
    history: before,
    corrections: report.corrections.filter((one) => one.at < at),
    attachments: report.attachments.filter(isEarlier),
    assignedTo: null,
    claim: null,
    decidedBy: null,
  };
  const since: Since = {
    history: report.history.slice(end),
    corrections: report.corrections.filter((one) => one.at >= at),
    attachments: report.attachments.filter((one) => !isEarlier(one)),
  };
  return [then, since];
}
