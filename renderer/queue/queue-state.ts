import type { QueueSort } from '#shared/domain/queue.ts';
import type { Scroll } from './list-scroll.ts';
import { answersQuestion, indexOf, isFresh, type Pages, type QueueQuestion, rowAt, startPages } from './page-cache.ts';

/**
 * The row under the cursor; its id is null until the row is loaded. With `apart`, no row is under the cursor because the
 * open report is not in view; `index` is then the row that the next step down moves to.
 */
export type Cursor = { index: number; id: string | null; apart: boolean };

/** The list that was on screen before the current one. Input made while it was on screen is meant for it. */
export type Former = {
  pages: Pages;
  cursor: Cursor;
  openId: string | null;
  top: number;
  /** When the list appeared on screen, in ms on the browser's event clock. */
  drawnAt: number;
  /** Whether the list belonged to another query. */
  other: boolean;
};

/**
 * The state of an officer's work in the queue. Invariants: while a report is open, the cursor is on its row unless
 * `apart` or `following` is true; a key press leaves the cursor in view; keys and clicks apply to the list that was on
 * screen when they were made.
 */
export type QueueState = {
  pages: Pages;
  cursor: Cursor;
  openId: string | null;
  /** True while the row that the cursor moved to is loading; it is opened as soon as it arrives. */
  following: boolean;
  /**
   * True if Enter was pressed before the rows of the new list arrived. The first row is opened as soon as they arrive.
   */
  opensFirst: boolean;
  /** True if the list must scroll to the open report's row as soon as the row's position is known or the row arrives. */
  seeking: boolean;
  /** Whether the officer has done anything in this list. Until then, the list stays at the top when rows arrive. */
  touched: boolean;
  /**
   * Positions, in the current generation, of reports that are not among the loaded rows: null if a report is not in the
   * list, 'asked' while its position is being looked up.
   */
  places: ReadonlyMap<string, number | null | 'asked'>;
  /** While the cursor is `apart`: whether the open report is in the list; null while unknown. */
  inList: boolean | null;
  scroll: Scroll;
  /** The row that keeps its screen position when rows above it are added or removed. */
  anchor: { id: string; index: number } | null;
  /** How many rows were added above the viewport since the top was last visible. */
  above: number;
  chosen: ReadonlySet<string>;
  /** The report that was selected last; a range starts there. */
  chosenLast: string | null;
  /** The order to restore when a search ends; null if there is no search or another order was chosen. */
  sortBefore: QueueSort | null;
  /** When the current list appeared on screen; null until it has. */
  drawnAt: number | null;
  former: Former | null;
};

/** @param openId a report that is open from the start, if any; the cursor moves to its row. */
export function startQueue(question: QueueQuestion, openId: string | null): QueueState {
  return {
    pages: startPages(question),
    cursor: { index: 0, id: null, apart: openId !== null },
    openId,
    following: false,
    opensFirst: false,
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

/** Returns a report's position, either among the loaded rows or as looked up for this generation; -1 if unknown. */
export function placeOf({ pages, places }: QueueState, id: string): number {
  const held = indexOf(pages, id);
  if (held !== -1) return held;
  const told = places.get(id);
  return typeof told === 'number' ? told : -1;
}

/** Whether this row is under the cursor. False if another report has moved to the cursor's position. */
export function isUnderCursor({ pages, cursor }: QueueState, index: number): boolean {
  if (cursor.apart || cursor.index !== index) return false;
  return cursor.id === null || rowAt(pages, index)?.id === cursor.id;
}

/** Reports whose position must be looked up because they are not loaded; each is requested once per data change. */
export function wantedPlaces(state: QueueState): string[] {
  const { pages, cursor, openId, anchor, places } = state;
  if (!isFresh(pages) || !answersQuestion(pages)) return [];
  const ids = new Set([cursor.apart ? openId : cursor.id, anchor?.id]);
  return [...ids].filter((id) => id != null && indexOf(pages, id) === -1 && !places.has(id)) as string[];
}

/** Whether both states look the same, apart from which rows are in view. */
export function looksTheSame(one: QueueState, other: QueueState): boolean {
  return (
    (Object.keys(one.pages) as (keyof Pages)[]).every((key) => key === 'view' || one.pages[key] === other.pages[key]) &&
    one.cursor === other.cursor &&
    one.openId === other.openId &&
    one.following === other.following &&
    one.opensFirst === other.opensFirst &&
    one.inList === other.inList &&
    one.above === other.above &&
    one.chosen === other.chosen
  );
}
