import type { QueueSort } from '#shared/domain/queue.ts';
import type { Scroll } from './list-scroll.ts';
import { answersQuestion, indexOf, isFresh, type Pages, type QueueQuestion, rowAt, startPages } from './page-cache.ts';

/**
 * The row under the cursor; its id is null until the row is there. With `apart` no row is under it, because the open report
 * is none of those in view: `index` is then the row to which the next key goes.
 */
export type Cursor = { index: number; id: string | null; apart: boolean };

/** A list that was on the screen before the present one: what was pressed by then is meant for it. */
export type Former = {
  pages: Pages;
  cursor: Cursor;
  openId: string | null;
  top: number;
  /** Since when it was on the screen, in ms as events are dated. */
  drawnAt: number;
  /** It answered another question. */
  other: boolean;
};

/**
 * The queue as an officer works through it.
 *
 * Invariants: a report is open, no row or another one is under the cursor only while `apart` or `following`; a key leaves the
 * cursor in view; keys and presses count for the list that was on the screen when they were made.
 */
export type QueueState = {
  pages: Pages;
  cursor: Cursor;
  openId: string | null;
  /** The row to which the cursor went is on its way, and is opened as soon as it is there. */
  following: boolean;
  /** The row of the open report is shown as soon as it is known where it stands, or that it came. */
  seeking: boolean;
  /** Whether the officer has done anything in this list: until then it begins at its top, whatever comes in. */
  touched: boolean;
  /** Where reports stand that are not among the rows held, as told for the present generation. */
  places: ReadonlyMap<string, number | null | 'asked'>;
  /** While the cursor is apart: whether the open report is in the list; null until that is known. */
  inList: boolean | null;
  scroll: Scroll;
  /** The row that keeps its place on the screen when others come or go above it. */
  anchor: { id: string; index: number } | null;
  /** How many rows came in above what is in view, since the top was last seen. */
  above: number;
  chosen: ReadonlySet<string>;
  /** The report chosen last: a range begins there. */
  chosenLast: string | null;
  /** The order to which the end of a search goes back; null while none is under way or another order was chosen. */
  sortBefore: QueueSort | null;
  /** When the present list came on the screen; null until it has. */
  drawnAt: number | null;
  former: Former | null;
};

/** @param openId a report that is open from the start: the cursor goes to its row. */
export function startQueue(question: QueueQuestion, openId: string | null): QueueState {
  return {
    pages: startPages(question),
    cursor: { index: 0, id: null, apart: openId !== null },
    openId,
    following: false,
    seeking: openId !== null,
    touched: false,
    places: new Map(),
    inList: null,
    scroll: { top: 0, height: 0, rowHeight: 32, goal: { top: 0 } },
    anchor: null,
    above: 0,
    chosen: new Set(),
    chosenLast: null,
    sortBefore: null,
    drawnAt: null,
    former: null,
  };
}

/** Where a report stands: among the rows held, or as the server's answer for this generation says; -1 where it is not known. */
export function placeOf({ pages, places }: QueueState, id: string): number {
  const held = indexOf(pages, id);
  if (held !== -1) return held;
  const told = places.get(id);
  return typeof told === 'number' ? told : -1;
}

/** Whether this row is the one under the cursor: never another report that came to stand in its place. */
export function isUnderCursor({ pages, cursor }: QueueState, index: number): boolean {
  if (cursor.apart || cursor.index !== index) return false;
  return cursor.id === null || rowAt(pages, index)?.id === cursor.id;
}

/** The reports of which only the whole list knows where they stand; each is asked for once after each news. */
export function wantedPlaces(state: QueueState): string[] {
  const { pages, cursor, openId, anchor, places } = state;
  if (!isFresh(pages) || !answersQuestion(pages)) return [];
  const ids = new Set([cursor.apart ? openId : cursor.id, anchor?.id]);
  return [...ids].filter((id) => id != null && indexOf(pages, id) === -1 && !places.has(id)) as string[];
}

/** Whether nothing that is drawn differs between the two, but for which rows of the list are. */
export function looksTheSame(one: QueueState, other: QueueState): boolean {
  return (
    (Object.keys(one.pages) as (keyof Pages)[]).every((key) => key === 'view' || one.pages[key] === other.pages[key]) &&
    one.cursor === other.cursor &&
    one.openId === other.openId &&
    one.following === other.following &&
    one.inList === other.inList &&
    one.above === other.above &&
    one.chosen === other.chosen
  );
}
