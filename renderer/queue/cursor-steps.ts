import { firstInView, isInView, rowIn, showing, slotOf } from './list-scroll.ts';
import { answersQuestion, indexOf, inView, type Pages, rowAt, sectionOf } from './page-cache.ts';
import type { QueueEvent, Step } from './queue-events.ts';
import type { Cursor, QueueState } from './queue-state.ts';

const PAGE = 15;

/** Returns which list a key press or click made at this time was meant for; null if that list no longer exists. */
export function meantFor(state: QueueState, at: number): 'present' | 'former' | null {
  const { former, drawnAt } = state;
  if (drawnAt !== null && at >= drawnAt) return 'present';
  return former !== null && at >= former.drawnAt ? 'former' : null;
}

/** Moves the cursor to a row; with `open`, opens it now or as soon as it is loaded. */
export function goTo(state: QueueState, index: number, open: boolean): QueueState {
  const id = rowAt(state.pages, index)?.id ?? null;
  return {
    ...state,
    cursor: { index, id, apart: false },
    openId: open && id !== null ? id : state.openId,
    following: open && id === null,
    opensFirst: false,
    seeking: false,
    touched: true,
    scroll: showing(state.scroll, index, state.pages.total ?? 0),
  };
}

/** Opens a report. The cursor moves to its row if that is loaded; otherwise the cursor is `apart`. */
export function openHere(state: QueueState, id: string): QueueState {
  const at = indexOf(state.pages, id);
  return at === -1 ? apart({ ...state, openId: id, touched: true }) : goTo(state, at, true);
}

/** Makes the cursor `apart`, which means that it is on no row. */
export function apart(state: QueueState, index: number = state.cursor.index): QueueState {
  return { ...state, cursor: { index, id: null, apart: true }, following: false, opensFirst: false, inList: null };
}

/** Returns the row that a key moves the cursor to in a list of `total` rows. */
function target(cursor: Cursor, by: Step, total: number): number {
  const steps = { first: -total, last: total, page_down: PAGE, page_up: -PAGE } as const;
  const step = typeof by === 'number' ? by : steps[by];
  // If the cursor is `apart`, `index` is already the row that one step down moves to.
  const wish = cursor.index + step - (cursor.apart && step > 0 ? 1 : 0);
  return Math.min(total - 1, Math.max(0, wish));
}

export function move(state: QueueState, by: Step, at: number): QueueState {
  const meant = meantFor(state, at);
  const { former, pages, cursor, openId } = state;
  if (meant === null) return state;
  if (meant === 'former' && former?.other === true) {
    const index = target(former.cursor, by, former.pages.total ?? 0);
    const id = rowAt(former.pages, index)?.id;
    // If no report is open, the key was meant to move the cursor in a list that no longer exists, so ignore it.
    if (openId === null || former.openId === null || id === undefined) return state;
    const next = openHere(state, id);
    return { ...next, former: { ...former, cursor: { index, id, apart: false }, openId: id } };
  }
  if (pages.total === null || pages.total === 0) return state;
  const next = goTo(state, target(cursor, by, pages.total), openId !== null);
  // The rows moved, but later keys may still be meant for the old list. Save the cursor there, so that the next key
  // continues from it.
  return meant === 'former' && former !== null ? { ...next, former: { ...former, cursor: next.cursor } } : next;
}

/**
 * Returns the report that was in the row at this index when the row was clicked; undefined if there was none or it is
 * unknown.
 */
export function pressed(state: QueueState, index: number, at: number): string | undefined {
  const { former, pages, scroll, drawnAt } = state;
  const meant = meantFor(state, at);
  if (meant === null) return undefined;
  if (meant === 'present' || former === null) return rowAt(pages, index)?.id;
  // If the new list is already on screen, the index refers to a row in that list. Translate it to the row at the same
  // screen position in the old list.
  if (drawnAt === null) return rowAt(former.pages, index)?.id;
  const by = Math.round((former.top - scroll.top) / scroll.rowHeight);
  return rowAt(former.pages, rowIn({ section: sectionOf(former.pages) }, slotOf(scroll, index) + by))?.id;
}

export function press(state: QueueState, event: Extract<QueueEvent, { type: 'press' }>): QueueState {
  const { index, at } = event;
  const id = event.id ?? pressed(state, index, at);
  if (id !== undefined) return openHere(state, id);
  const { total } = state.pages;
  const isThere = total !== null && index >= 0 && index < total;
  return isThere && meantFor(state, at) === 'present' ? goTo(state, index, true) : state;
}

/** Opens the report under the cursor. */
export function enter(state: QueueState, at: number): QueueState {
  const meant = meantFor(state, at);
  const { former, cursor } = state;
  if (meant === 'former' && former !== null) {
    if (former.cursor.id !== null) return openHere(state, former.cursor.id);
    if (former.other) return state;
  }
  const { total } = state.pages;
  if (meant === null || total === null || total === 0) return state;
  // If no row is under the cursor, Enter opens the row that one step down would lead to, such as the first search
  // result.
  if (cursor.apart) return meant === 'present' ? goTo(state, target(cursor, 1, total), true) : state;
  return cursor.index < total ? goTo(state, cursor.index, true) : state;
}

/** Opens the first row of the current list, now or as soon as its rows arrive. */
export function firstMatch(state: QueueState): QueueState {
  if (!answersQuestion(state.pages)) return { ...state, opensFirst: true };
  return state.pages.total === 0 ? state : goTo(state, 0, true);
}

export function close(state: QueueState): QueueState {
  const closed = { ...state, openId: null, following: false, opensFirst: false, seeking: false };
  if (!state.cursor.apart) return closed;
  // Put the cursor back on a row: its old row if that is in view, otherwise the first row in view.
  const { scroll, pages, cursor } = state;
  const wish = isInView(scroll, cursor.index) ? cursor.index : firstInView(scroll);
  const index = Math.max(0, Math.min(wish, (pages.total ?? 0) - 1));
  return { ...closed, cursor: { index, id: rowAt(pages, index)?.id ?? null, apart: false } };
}

/**
 * After a decision, moves the cursor to the next report that this officer may decide, or else to the row that takes
 * this one's place. With `openNext`, also opens the next report if this officer may decide it.
 */
export function decided(
  state: QueueState,
  { id, openNext, states }: Pick<Extract<QueueEvent, { type: 'decided' }>, 'id' | 'openNext' | 'states'>,
): QueueState {
  const { pages, cursor } = state;
  const at = indexOf(pages, id);
  // If the decided row is already gone, another row is now at its position.
  const [after, before] = at === -1 ? [cursor.index, cursor.index - 1] : [at + 1, at - 1];
  // A search also lists reports outside the view; work goes on within it.
  const mayDecide = (index: number) =>
    index < inView(pages) && states.some((one) => one === rowAt(pages, index)?.state);
  const further = firstLoaded(pages, after, 1, mayDecide) ?? firstLoaded(pages, before, -1, mayDecide);
  const index = further ?? [after, before].find((one) => rowAt(pages, one) !== undefined);
  if (index === undefined) return close({ ...state, openId: null });
  return { ...goTo({ ...state, openId: null }, index, openNext && further !== null), following: false };
}

/** The index of the first wanted row, starting at `from`; null if a row that is not loaded comes first. */
function firstLoaded(pages: Pages, from: number, by: 1 | -1, isWanted: (index: number) => boolean): number | null {
  for (let index = from; rowAt(pages, index) !== undefined; index += by) if (isWanted(index)) return index;
  return null;
}
