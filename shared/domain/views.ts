import { z } from 'zod';
import type { Role } from './officer.ts';
import { type QueueFilter, queueColumn, queueFilter, queueSort } from './queue.ts';
import type { ReportKind } from './report.ts';
import { filledLine } from './text.ts';
import { CLOSED_STATES, decidableStates, OPEN_STATES } from './workflow.ts';

/** A filter and sort order that an officer saved under a title. */
export const savedView = z.strictObject({ title: filledLine(40), filter: queueFilter, sort: queueSort });
export type SavedView = z.infer<typeof savedView>;
export const MOST_VIEWS = 20;

/** An officer's column settings: order, hidden columns, and resized widths (pixels). */
export const columnChoice = z.strictObject({
  order: z.array(queueColumn).max(20),
  hidden: z.array(queueColumn).max(20),
  widths: z.partialRecord(queueColumn, z.int().min(48).max(800)),
});
export type ColumnChoice = z.infer<typeof columnChoice>;
export const FIRST_COLUMNS: ColumnChoice = { order: [], hidden: [], widths: {} };

export const EVERYTHING_OPEN: QueueFilter = { states: [], kinds: [], text: '', likelyDuplicate: false };
const OLDEST_FIRST = { column: 'receivedAt', direction: 'asc' } as const;
const view = <Id extends string>(id: Id, filter: Partial<QueueFilter> = {}) => ({
  id,
  filter: { ...EVERYTHING_OPEN, ...filter },
  sort: OLDEST_FIRST,
});

/** The filters of the standard views; the screen adds the titles. */
export const VIEWS = {
  all: view('all'),
  toDecide: view('to_decide', { states: decidableStates('officer') }),
  mine: view('mine', { only: ['mine'] }),
  needsMe: view('needs_me', { only: ['needs_me'] }),
  overdue: view('overdue', { only: ['over'] }),
  duplicates: view('duplicates', { likelyDuplicate: true }),
  answered: view('answered', { states: ['resubmitted'] }),
  messages: view('messages', { states: [...OPEN_STATES, ...CLOSED_STATES], only: ['message'] }),
  // This filter is written as search text, because older versions can read search text in a saved view.
  overdueMessages: view('overdue_messages', {
    states: [...OPEN_STATES, ...CLOSED_STATES],
    text: 'has:overdue-message',
  }),
  withPerson: view('with_person', { states: ['awaiting_citizen'] }),
} as const;
/** Everything received from one day (YYYY-MM-DD) to another, including reports closed since, newest first. */
export const receivedFromTo = (from: string, to: string, kind: ReportKind | null): Shown => ({
  filter: {
    ...EVERYTHING_OPEN,
    states: [...OPEN_STATES, ...CLOSED_STATES],
    kinds: kind === null ? [] : [kind],
    text: `from:${from} to:${to}`,
  },
  sort: { column: 'receivedAt', direction: 'desc' },
});

export type StandardView = (typeof VIEWS)[keyof typeof VIEWS];
/** The filter and sort order of a list in the queue. */
export type Shown = Pick<SavedView, 'filter' | 'sort'>;
/** A standard view or an officer's own view. */
export type QueueView = StandardView | SavedView;

/** Unlike the officers' view, this view includes the reports that only supervisors can decide. */
const SUPERVISORS_TO_DECIDE = view('to_decide', { states: decidableStates('supervisor') });

/** The reports that a user with this role may decide. */
export const toDecide = (role: Role): StandardView => (role === 'supervisor' ? SUPERVISORS_TO_DECIDE : VIEWS.toDecide);

/** In navigation order; the first one shows all open reports, oldest first. */
export const standardViews = (role: Role): readonly [StandardView, ...StandardView[]] => [
  VIEWS.all,
  toDecide(role),
  VIEWS.mine,
  VIEWS.needsMe,
  VIEWS.overdue,
  VIEWS.duplicates,
  VIEWS.answered,
  VIEWS.messages,
  VIEWS.withPerson,
];

/** Whether two filters select the same reports. */
export function isSameFilter(a: QueueFilter, b: QueueFilter): boolean {
  const key = ({ states, kinds, text, likelyDuplicate, only = [] }: QueueFilter) =>
    JSON.stringify([states.toSorted(), kinds.toSorted(), text.trim(), likelyDuplicate, only.toSorted()]);
  return key(a) === key(b);
}

type Asked = Pick<SavedView, 'filter' | 'sort'>;

/** Whether two views list the same reports in the same order. */
export function isSameView(a: Asked, b: Asked): boolean {
  return isSameFilter(a.filter, b.filter) && a.sort.column === b.sort.column && a.sort.direction === b.sort.direction;
}

/** The view to highlight: the one with this filter and sort order, else the first with this filter. */
export function viewShown<View extends Asked>(views: readonly View[], asked: Asked): View | undefined {
  return views.find((one) => isSameView(one, asked)) ?? views.find((one) => isSameFilter(one.filter, asked.filter));
}

/**
 * The same search over closed reports, for use when no open report matches. Null when the search already specifies
 * states or is empty.
 */
export function amongClosed(filter: QueueFilter): QueueFilter | null {
  const text = `${filter.text} is:closed`;
  const names = filter.text === '' || filter.states.length > 0 || /\b(is|state):/i.test(filter.text);
  return names || text.length > 200 ? null : { ...filter, text };
}

/** The same search over reports that were decided here but not sent yet. Such reports are neither open nor closed. */
export function amongUnsent({ text }: QueueFilter): QueueFilter | null {
  const wide = `${text.trim()} is:unsent`;
  const isNamed = text.trim() === '' || /\b(is|state):/i.test(text);
  return isNamed || wide.length > 200 ? null : { ...EVERYTHING_OPEN, text: wide };
}

/**
 * Searches all reports, open and closed, for the same text without any other filter, because the report that someone
 * calls about can be in any view. Null when the search is empty, or when its text is already the only filter.
 */
export function amongAll(filter: QueueFilter): QueueFilter | null {
  const { text } = filter;
  if (text.trim() === '' || isSameFilter(filter, { ...EVERYTHING_OPEN, text })) return null;
  const wide = /\b(is|state):/i.test(text) ? text : `${text} is:any`;
  return wide.length > 200 ? null : { ...EVERYTHING_OPEN, text: wide };
}

/** A title that no other view has yet: "Park Street", "Park Street 2". `otherwise` is used when `wish` is empty. */
export function freeTitle(wish: string, taken: readonly string[], otherwise: string): string {
  const base = wish.trim().slice(0, 36) || otherwise;
  for (let n = 1; ; n += 1) {
    const title = n === 1 ? base : `${base} ${n}`;
    if (!taken.includes(title)) return title;
  }
}
