import { apart, close, goTo } from './cursor-steps.ts';
import { isInView, scrolledTo } from './list-scroll.ts';
import {
  answersQuestion,
  askOther,
  hearNews,
  indexOf,
  inView,
  isFresh,
  type Pages,
  type QueueQuestion,
  received,
  rowAt,
  sectionOf,
} from './page-cache.ts';
import type { QueueEvent } from './queue-events.ts';
import { placeOf, type QueueState } from './queue-state.ts';

/** Requests another list. The current rows and cursor stay until its first rows arrive. */
export function ask(state: QueueState, wish: Partial<QueueQuestion>, seeking = false): QueueState {
  const question = { ...state.pages.question, ...wish };
  const next: QueueState = {
    ...state,
    chosen: new Set(),
    chosenLast: null,
    seeking: seeking && state.openId !== null,
    opensFirst: false,
  };
  if (JSON.stringify(question) === JSON.stringify(state.pages.question)) {
    // This list is already loaded, for example when the officer returns from another page; show the open report in it.
    return answersQuestion(state.pages) ? begin({ ...next, seeking: state.openId !== null }) : next;
  }
  return { ...next, pages: askOther(state.pages, question), places: new Map() };
}

export const news = (state: QueueState): QueueState => ({
  ...state,
  pages: hearNews(state.pages),
  places: new Map(),
});

/** Handles rows that arrived. Rows of a different list start that list; otherwise they replace the old rows. */
export function takePage(state: QueueState, event: Extract<QueueEvent, { type: 'page' }>): QueueState {
  const pages = received(state.pages, event.block, event.generation, event.page);
  if (pages === state.pages) return state;
  const isOther = !answersQuestion(state.pages) && state.pages.blocks.size > 0;
  const scroll = { ...state.scroll, section: sectionOf(pages) };
  const next = { ...withFormer(state, isOther), pages, scroll };
  return answersQuestion(state.pages) ? follow(next) : begin(next);
}

export function takePlace(state: QueueState, event: Extract<QueueEvent, { type: 'place' }>): QueueState {
  if (event.generation !== state.pages.generation || state.places.get(event.id) !== 'asked') return state;
  return follow({ ...state, places: new Map(state.places).set(event.id, event.place) });
}

/** Remembers what is on screen, because keys and clicks that arrive before the new rows appear are meant for it. */
function withFormer(state: QueueState, other: boolean): QueueState {
  const { pages, cursor, openId, scroll, drawnAt, former } = state;
  // A list that was replaced before it was painted was never on screen, so it doesn't become `former`.
  if (drawnAt === null)
    return former === null ? state : { ...state, former: { ...former, other: former.other || other } };
  return { ...state, drawnAt: null, former: { pages, cursor, openId, top: scroll.top, drawnAt, other } };
}

/**
 * A list starts at the top. An open report stays open: the cursor is on its row if that is in view, otherwise `apart`. A
 * search without a match in the view closes it unless it is listed, so that no key acts on a report that was not found.
 */
function begin(before: QueueState): QueueState {
  const isMissing =
    before.openId !== null &&
    before.pages.question.filter.text.trim() !== '' &&
    inView(before.pages) === 0 &&
    indexOf(before.pages, before.openId) === -1;
  const state = isMissing ? close(before) : before;
  const { pages, openId, scroll } = state;
  const next: QueueState = {
    ...state,
    following: false,
    opensFirst: false,
    touched: false,
    anchor: null,
    above: 0,
    inList: null,
    scroll: scrolledTo(scroll, 0, pages.total ?? 0),
  };
  if (before.opensFirst && pages.total !== 0) return goTo(next, 0, true);
  return openId === null ? atTop(next) : apart(next, 0);
}

const atTop = (state: QueueState): QueueState => ({
  ...state,
  cursor: { index: 0, id: rowAt(state.pages, 0)?.id ?? null, apart: false },
});

/** Called when rows moved: the anchor row keeps its screen position, and the cursor stays on its report. */
function follow(state: QueueState): QueueState {
  const { pages, cursor, openId } = state;
  if (!state.touched && openId === null) return atTop(state);
  if (!state.touched && cursor.apart) return { ...state, anchor: null, inList: inList(state) };
  const next = anchored(state);
  if (cursor.apart) return { ...next, inList: inList(next) };
  if (cursor.id === null) return next;
  const index = placeOf(next, cursor.id);
  if (index !== -1) return index === cursor.index ? next : { ...next, cursor: { ...cursor, index } };
  return hasLeft(next, cursor.id) ? withoutReport(next, pages) : next;
}

/**
 * Called when the report under the cursor left the list. If it is open it stays open; otherwise the cursor moves to the
 * row that took its place.
 */
function withoutReport(state: QueueState, pages: Pages): QueueState {
  const { cursor, openId } = state;
  const index = Math.max(0, Math.min(cursor.index, (pages.total ?? 0) - 1));
  if (openId !== null) return { ...apart(state, cursor.index), inList: false };
  return { ...state, cursor: { index, id: rowAt(pages, index)?.id ?? null, apart: false } };
}

const hasLeft = ({ places }: QueueState, id: string): boolean => places.get(id) === null;

/** Whether the open report is in the list; null if that is not known yet. */
function inList(state: QueueState): boolean | null {
  const { openId } = state;
  if (openId === null) return null;
  if (placeOf(state, openId) !== -1) return true;
  return hasLeft(state, openId) ? false : state.inList;
}

function anchored(state: QueueState): QueueState {
  const { anchor, cursor, openId, pages, scroll } = state;
  if (anchor === null) return state;
  const at = placeOf(state, anchor.id);
  if (at === -1)
    return hasLeft(state, anchor.id) || !isFresh(pages)
      ? { ...state, anchor: hasLeft(state, anchor.id) ? null : anchor }
      : state;
  // Don't count the open report as a new arrival if it was itself added to the list above the anchor, as after an undo.
  // If the cursor is in view but isn't on the anchor, the cursor's report was added this way: its position was known
  // before its row was loaded.
  const isAdded = cursor.apart ? state.seeking : cursor.id !== anchor.id && isInView(scroll, cursor.index);
  const id = cursor.apart ? openId : cursor.id;
  const own = isAdded && id !== null ? placeOf(state, id) : -1;
  const by = at - anchor.index - (own !== -1 && own < at && state.inList !== true ? 1 : 0);
  return {
    ...state,
    anchor: { ...anchor, index: at },
    above: Math.max(0, state.above + by),
    scroll: scrolledTo(scroll, scroll.top + by * scroll.rowHeight, pages.total ?? 0),
  };
}
