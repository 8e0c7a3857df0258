import { z } from 'zod';
import type { HistoryEntry } from './history.ts';
import { anyEvent } from './history-event.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { knownFacts } from './known-facts.ts';
import { type Report, reportKind, reportState } from './report.ts';
import { isOpen } from './workflow.ts';

/** How many reports are shown, newest first; more reports would tell the officer nothing new about the person. */
export const MOST_SAME_SENDER = 50;

/** Another report by the person who filed the open one, and its outcome. */
export const sameSenderReport = z.strictObject({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  receivedAt: instant,
  kind: reportKind,
  offenseCode: z.string().max(40).nullable(),
  location: z.string(),
  state: reportState,
  /** The history event that decided or closed the report; null while the report is open. */
  outcome: anyEvent.nullable(),
});
export type SameSenderReport = z.infer<typeof sameSenderReport>;

type Told = Pick<
  Report,
  'id' | 'trackingNumber' | 'receivedAt' | 'kind' | 'offenseCode' | 'state' | 'facts' | 'corrections'
> & { history: readonly Pick<HistoryEntry, 'kind' | 'event'>[] };

const ENDS: ReadonlySet<HistoryEntry['kind']> = new Set([
  'approved',
  'rejected',
  'withdrawn',
  'closed',
  'appeal_decided',
]);

export function toSameSenderReport(report: Told): SameSenderReport {
  const { id, trackingNumber, receivedAt, kind, offenseCode, state, history } = report;
  const { where } = knownFacts(report);
  const end = isOpen(state) ? undefined : history.findLast((one) => ENDS.has(one.kind));
  return {
    reportId: id,
    trackingNumber,
    receivedAt,
    kind,
    offenseCode,
    location: where.unit ? `${where.address}, ${where.unit}` : where.address,
    state,
    outcome: end?.event ?? null,
  };
}
