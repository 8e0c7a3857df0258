import type { QueueSort } from '#shared/domain/queue.ts';
import { chooseNone, chosenFrom } from './chosen.ts';
import { close, decided, enter, firstMatch, goTo, meantFor, move, openHere, press, pressed } from './cursor-steps.ts';
import { drawnRows, firstInView, isInView, scrolledTo, showing, slotOf } from './list-scroll.ts';
import { ask, news, takePage, takePlace } from './list-steps.ts';
import { answersQuestion, failed, indexOf, look, rowAt } from './page-cache.ts';
import type { QueueEvent } from './queue-events.ts';
import { placeOf, type QueueState } from './queue-state.ts';

const NEWEST_FIRST: QueueSort = { column: 'receivedAt', direction: 'desc' };

/** The only place where the queue state changes: the list, the cursor, the open report and the scroll position. */
export function step(state: QueueState, event: QueueEvent): QueueState {
  const next = act(state, event);
  return next === state ? state : settled(next, event);
}

function act(state: QueueState, event: QueueEvent): QueueState {
  const { pages, scroll } = state;
  switch (event.type) {
    case 'move':
      return move(state, event.by, event.at);
    case 'enter':
      return enter(state, event.at);
    case 'first_match':
      return firstMatch(state);
    case 'press':
      return press(state, event);
    case 'mark':
      return mark(state, event.at);
    case 'choose':
      return chosenFrom(state, event.id ?? pressed(state, event.index, event.at), event.range);
    case 'choose_none':
      return chooseNone(state);
    case 'close':
      return close(state);
    case 'filter':
      return ask(state, { filter: event.filter });
    case 'sort':
      return ask({ ...state, sortBefore: null }, { sort: event.sort });
    case 'view':
      return ask({ ...state, sortBefore: null }, { filter: event.filter, sort: event.sort });
    case 'search':
      return search(state, event.text);
    case 'open':
      return { ...openHere(state, event.id), seeking: indexOf(pages, event.id) === -1 };
    case 'show_open':
      return showOpen(state);
    case 'decided':
      return decided(state, event);
    case 'drawn':
      return state.drawnAt === null && event.blocks === pages.blocks ? { ...state, drawnAt: event.at } : state;
    case 'scrolled':
      // The browser also reports scrolling done by code, rounded to screen pixels, so ignore differences below one pixel.
      return Math.abs(event.top - scroll.top) < 1
        ? state
        : { ...state, touched: true, seeking: false, scroll: { ...scroll, top: Math.max(0, event.top) } };
    case 'sized':
      return sized(state, event);
    case 'show_top':
      return { ...state, scroll: scrolledTo(scroll, 0, pages.total ?? 0) };
    case 'news':
      return news(state);
    case 'page':
      return takePage(state, event);
    case 'failed': {
      const next = failed(pages, event.block, event.generation, event.error);
      return next === pages ? state : { ...state, opensFirst: false, pages: next };
    }
    case 'place':
      return takePlace(state, event);
  }
}

/** A search lists the newest reports first. Ending it restores the previous order and brings the open report into view. */
function search(state: QueueState, text: string): QueueState {
  const { filter, sort } = state.pages.question;
  const begins = filter.text === '' && text !== '';
  const ends = text === '' && state.sortBefore !== null;
  const order = begins ? NEWEST_FIRST : ends ? (state.sortBefore ?? sort) : sort;
  const sortBefore = begins ? sort : ends ? null : state.sortBefore;
  return ask({ ...state, sortBefore }, { filter: { ...filter, text }, sort: order }, text === '');
}

/** Toggles selection of the report under the cursor. */
function mark(state: QueueState, at: number): QueueState {
  const meant = meantFor(state, at);
  const cursor = meant === 'former' ? state.former?.cursor : meant === null ? undefined : state.cursor;
  return chosenFrom(state, cursor?.id ?? undefined, false);
}

function showOpen(state: QueueState): QueueState {
  const { openId } = state;
  const at = openId === null ? -1 : placeOf(state, openId);
  if (openId === null) return state;
  return at === -1 ? { ...state, seeking: true } : onReport(state, openId, at);
}

const onReport = (state: QueueState, id: string, index: number): QueueState => ({
  ...goTo({ ...state, openId: id }, index, false),
  cursor: { index, id, apart: false },
});

/**
 * When rows grow or the window shrinks, a visible cursor keeps its screen position and stays in view; otherwise the top
 * row stays at the top.
 */
function sized(
  state: QueueState,
  { height, rowHeight, head = rowHeight }: Extract<QueueEvent, { type: 'sized' }>,
): QueueState {
  const { scroll, cursor, pages } = state;
  if (height === scroll.height && rowHeight === scroll.rowHeight && head === (scroll.head ?? scroll.rowHeight)) {
    return state;
  }
  const total = pages.total ?? 0;
  const wasInView = scroll.height === 0 || isInView(scroll, cursor.index);
  const held = wasInView && !cursor.apart ? cursor.index : null;
  const fromTop = held === null ? 0 : slotOf(scroll, held) * scroll.rowHeight - scroll.top;
  const first = slotOf(scroll, held ?? firstInView(scroll));
  const top = rowHeight === scroll.rowHeight ? scroll.top : first * rowHeight - fromTop;
  const next = scrolledTo({ ...scroll, height, rowHeight, head }, top, total);
  return { ...state, scroll: wasInView && !cursor.apart ? showing(next, cursor.index, total) : next };
}

/** Restores the invariants; applied after every event, so that every visible state satisfies them. */
function settled(state: QueueState, event: QueueEvent): QueueState {
  return looked(withAnchor(withCursor(withinList(state)), event));
}

function withinList(state: QueueState): QueueState {
  const { pages, cursor, openId, scroll } = state;
  const { total } = pages;
  if (total === null || !answersQuestion(pages)) return state;
  const fitted = scrolledTo(scroll, scroll.top, total);
  const next = fitted === scroll ? state : { ...state, scroll: fitted };
  if (cursor.id !== null || cursor.index < Math.max(1, total)) return next;
  if (cursor.apart) return { ...next, cursor: { ...cursor, index: total } };
  if (total === 0 && openId !== null) return { ...next, following: false, cursor: { index: 0, id: null, apart: true } };
  return { ...next, cursor: { ...cursor, index: Math.max(0, total - 1) } };
}

/** Updates the cursor once the row under it, or the row of the open report, has loaded. */
function withCursor(state: QueueState): QueueState {
  const { pages, cursor, openId, following, scroll, seeking } = state;
  if (!answersQuestion(pages)) return state;
  if (cursor.apart && openId !== null) {
    const held = indexOf(pages, openId);
    const at = seeking ? placeOf(state, openId) : held;
    if (at !== -1 && (seeking || isInView(scroll, at))) {
      const { touched } = state;
      return { ...onReport(state, openId, at), touched: touched || seeking, inList: null };
    }
    return held !== -1 && state.inList !== true ? { ...state, inList: true } : state;
  }
  const here = cursor.apart || cursor.id !== null ? undefined : rowAt(pages, cursor.index);
  if (here === undefined) return state;
  const next = { ...state, cursor: { ...cursor, id: here.id }, following: false };
  return following ? { ...next, openId: here.id } : next;
}

const ANSWERS: ReadonlySet<QueueEvent['type']> = new Set(['news', 'page', 'failed', 'place', 'drawn']);

/**
 * Chooses the anchor, the row that keeps its screen position: the row under the cursor if it is in view, otherwise the
 * first row in view.
 */
function withAnchor(state: QueueState, event: QueueEvent): QueueState {
  const { pages, cursor, scroll, anchor } = state;
  if (!answersQuestion(pages)) return state;
  const above = scroll.top === 0 ? 0 : state.above;
  const next = above === state.above ? state : { ...state, above };
  // After a response or a data change, keep an anchor whose row is not loaded at its index yet; only the officer's own
  // input may replace it.
  if (anchor !== null && ANSWERS.has(event.type) && indexOf(pages, anchor.id) !== anchor.index) return next;
  const isThere = !cursor.apart && cursor.id !== null && rowAt(pages, cursor.index)?.id === cursor.id;
  const index = isThere && isInView(scroll, cursor.index) ? cursor.index : firstInView(scroll);
  const id = rowAt(pages, index)?.id;
  if (id === anchor?.id && index === anchor?.index) return next;
  return { ...next, anchor: id === undefined ? null : { id, index } };
}

/** Records which rows are rendered, so that they get loaded; does nothing while rows of the previous query are shown. */
function looked(state: QueueState): QueueState {
  const { pages, scroll, following, cursor } = state;
  if (!answersQuestion(pages)) return state;
  const { first, last } = drawnRows(scroll, pages.total ?? 0);
  const next = look(pages, first, Math.max(first, last), following ? cursor.index : null);
  return next === pages ? state : { ...state, pages: next };
}
