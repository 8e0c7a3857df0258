import type { HistoryEntry } from './history.ts';
import type { Report } from './report.ts';

type Kinds = readonly Pick<HistoryEntry, 'kind'>[];

/** Whether the reporter has used the one appeal that each report has. */
const wasAppealed = (history: Kinds): boolean => history.some(({ kind }) => kind === 'appealed');

/** Whether the reporter may still appeal: letter and page ask this. Only rejections can be appealed, and only once. */
export const mayAppeal = ({ state, history }: Pick<Report, 'state'> & { history: Kinds }): boolean =>
  state === 'rejected' && !wasAppealed(history);

/**
 * The rejection reason that a supervisor set aside on appeal, and who set it aside (`by`) and when (`at`); null if no
 * rejection was set aside.
 */
export function setAsideReason(
  history: readonly HistoryEntry[],
): { reasonCode: string; by: string | null; at: string } | null {
  const granted = history.findIndex(isSetAside);
  const entry = history[granted];
  if (entry === undefined) return null;
  const rejected = history.slice(0, granted).findLast(({ kind }) => kind === 'rejected');
  const { reasonCode } = (rejected?.event.params ?? {}) as { reasonCode?: unknown };
  return typeof reasonCode === 'string' ? { reasonCode, by: entry.by, at: entry.at } : null;
}

/** Whether an entry of the history says that a supervisor set a rejection aside. */
export const isSetAside = ({ event }: Pick<HistoryEntry, 'event'>): boolean => GRANTED.includes(event.code);

const GRANTED = ['appeal_granted', 'appeal_granted_alone'];
