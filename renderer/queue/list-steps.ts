import { apart } from './cursor-steps.ts';
import { scrolledTo } from './list-scroll.ts';
import {
  answersQuestion,
  askOther,
  hearNews,
  isFresh,
  type Pages,
  type QueueQuestion,
  received,
  rowAt,
} from './page-cache.ts';
import type { QueueEvent } from './queue-events.ts';
import { placeOf, type QueueState } from './queue-state.ts';

/** Asks for another list. The rows that are there stay, with their cursor, until its first rows come. */
export function ask(state: QueueState, wish: Partial<QueueQuestion>, seeking = false): QueueState {
  const question = { ...state.pages.question, ...wish };
  const next: QueueState = { ...state, chosen: new Set(), chosenLast: null, seeking: seeking && state.openId !== null };
  if (JSON.stringify(question) === JSON.stringify(state.pages.question)) {
    // It is this list already, as after another page: what is open is shown in it.
    return answersQuestion(state.pages) ? begin({ ...next, seeking: state.openId !== null }) : next;
  }
  return { ...next, pages: askOther(state.pages, question), places: new Map() };
}

export const news = (state: QueueState): QueueState => ({
  ...state,
  pages: hearNews(state.pages),
  places: new Map(),
});

/** Rows came: those of another list begin it, others take the places of the rows before. */
export function takePage(state: QueueState, event: Extract<QueueEvent, { type: 'page' }>): QueueState {
  const pages = received(state.pages, event.block, event.generation, event.page);
  if (pages === state.pages) return state;
  const isOther = !answersQuestion(state.pages) && state.pages.blocks.size > 0;
  const next = { ...withFormer(state, isOther), pages };
  return answersQuestion(state.pages) ? follow(next) : begin(next);
}

export function takePlace(state: QueueState, event: Extract<QueueEvent, { type: 'place' }>): QueueState {
  if (event.generation !== state.pages.generation || state.places.get(event.id) !== 'asked') return state;
  return follow({ ...state, places: new Map(state.places).set(event.id, event.place) });
}

/** Keeps what is on the screen for what was pressed before the new rows are. */
function withFormer(state: QueueState, other: boolean): QueueState {
  const { pages, cursor, openId, scroll, drawnAt, former } = state;
  // What came and was overtaken before it was drawn was on no screen.
  if (drawnAt === null)
    return former === null ? state : { ...state, former: { ...former, other: former.other || other } };
  return { ...state, drawnAt: null, former: { pages, cursor, openId, top: scroll.top, drawnAt, other } };
}

/** A list begins at its top. What is open stays open: the cursor is on its row where that is in view, else apart. */
function begin(state: QueueState): QueueState {
  const { pages, openId, scroll } = state;
  const next: QueueState = {
    ...state,
    following: false,
    touched: false,
    anchor: null,
    above: 0,
    inList: null,
    scroll: scrolledTo(scroll, 0, pages.total ?? 0),
  };
  return openId === null ? atTop(next) : apart(next, 0);
}

const atTop = (state: QueueState): QueueState => ({
  ...state,
  cursor: { index: 0, id: rowAt(state.pages, 0)?.id ?? null, apart: false },
});

/** The rows moved: the anchor stays where it is on the screen, and the cursor stays on its report. */
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

/** The report under the cursor left the list: where it is open it stays so, else the row in its place is under the cursor. */
function withoutReport(state: QueueState, pages: Pages): QueueState {
  const { cursor, openId } = state;
  const index = Math.max(0, Math.min(cursor.index, (pages.total ?? 0) - 1));
  if (openId !== null) return { ...apart(state, cursor.index), inList: false };
  return { ...state, cursor: { index, id: rowAt(pages, index)?.id ?? null, apart: false } };
}

const hasLeft = ({ places }: QueueState, id: string): boolean => places.get(id) === null;

/** Of the open report: whether it is in the list, as far as that is known now. */
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
  // The report that is open and was not in the list, as one whose decision was undone, is no news.
  const own = cursor.apart && state.seeking && openId !== null ? placeOf(state, openId) : -1;
  const by = at - anchor.index - (own !== -1 && own < at && state.inList !== true ? 1 : 0);
  return {
    ...state,
    anchor: { ...anchor, index: at },
    above: Math.max(0, state.above + by),
    scroll: scrolledTo(scroll, scroll.top + by * scroll.rowHeight, pages.total ?? 0),
  };
}
