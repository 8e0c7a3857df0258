import type { QueuePage, QueuePlace, QueueRequest } from '#shared/domain/queue.ts';
import { toAppError } from '../bridge.ts';
import type { Openings } from '../model/openings.ts';
import { drawsTheSame } from './list-scroll.ts';
import { asked, BLOCK_ROWS, wanted } from './page-cache.ts';
import type { QueueEvent } from './queue-events.ts';
import { step } from './queue-reducer.ts';
import { looksTheSame, type QueueState, wantedPlaces } from './queue-state.ts';

export type QueueStore = ReturnType<typeof createQueueStore>;

type Asks = {
  page: (request: QueueRequest) => Promise<QueuePage>;
  place: (request: QueuePlace) => Promise<{ at: number | null }>;
};

/**
 * Returns the blocks and the report positions that a state still needs to request, and the state after those requests
 * have been sent.
 */
export function toAsk(state: QueueState): { state: QueueState; blocks: number[]; ids: string[] } {
  const blocks = wanted(state.pages);
  const ids = wantedPlaces(state);
  if (blocks.length === 0 && ids.length === 0) return { state, blocks, ids };
  const places = new Map(state.places);
  for (const id of ids) places.set(id, 'asked');
  return { state: { ...state, pages: blocks.reduce(asked, state.pages), places }, blocks, ids };
}

/** Officer input in the list that opens a report. */
const OPENS: ReadonlySet<QueueEvent['type']> = new Set(['move', 'enter', 'press', 'decided']);

/**
 * How long, in ms, the screen waits for an opening to be stored. After that, the cursor moves anyway, and the report
 * appears once its opening is stored.
 */
const HOLD_MS = 50;

/**
 * Holds the queue state and requests missing data. State changes are in queue-reducer.ts. When the officer opens a
 * report from the list, its opening is stored first (about 3 ms), so that cursor and report change together.
 */
export function createQueueStore(first: QueueState, asks: Asks, openings: Openings) {
  let state = first;
  /**
   * The state last reported to the screen, with the scroll position kept separately. Changes with no visible effect are
   * not reported, and scrolling re-renders only rows, not the whole desk.
   */
  let told = first;
  let { scroll } = first;
  const hearers = new Set<() => void>();
  /** The report whose opening is being stored while the screen waits. */
  let held: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(event: QueueEvent): void {
    const before = state.openId;
    // Update the search box without waiting: a text field that re-renders late loses letters typed in the meantime.
    if (event.type === 'search') held = null;
    take(step(state, event), () => {
      const { openId } = state;
      if (openId === before) return;
      if (openId === null || !OPENS.has(event.type)) held = null;
      else hold(openId);
    });
  }

  function hold(id: string): void {
    held = id;
    clearTimeout(timer);
    timer = setTimeout(release, HOLD_MS);
    openings.open(id);
  }

  function release(): void {
    if (held === null) return;
    held = null;
    report();
  }

  openings.subscribe(() => {
    if (openings.drawn().id === held) release();
  });

  function take(changed: QueueState, then?: () => void): void {
    const { state: next, blocks, ids } = toAsk(changed);
    if (next === state) return;
    state = next;
    then?.();
    const { question, generation } = next.pages;
    for (const block of blocks) {
      asks.page({ ...question, offset: block * BLOCK_ROWS, limit: BLOCK_ROWS }).then(
        (page) => tell({ type: 'page', block, generation, page }),
        (error: unknown) => tell({ type: 'failed', block, generation, error: toAppError(error) }),
      );
    }
    for (const id of ids) {
      asks.place({ ...question, id }).then(
        ({ at }) => tell({ type: 'place', id, generation, place: at }),
        () => tell({ type: 'place', id, generation, place: null }),
      );
    }
    if (held === null) report();
  }

  /** Notifies the screen if anything it shows has changed. */
  function report(): void {
    const isScrolled = !drawsTheSame(scroll, state.scroll, state.pages.total ?? 0);
    if (!isScrolled && looksTheSame(told, state)) return;
    if (isScrolled) ({ scroll } = state);
    if (!looksTheSame(told, state)) told = state;
    for (const hear of hearers) hear();
  }

  return {
    /** Returns the state to render. */
    drawn: () => told,
    scroll: () => scroll,
    newest: () => state,
    tell,
    /** Sends the first request. */
    begin: () => take(state),
    subscribe: (hear: () => void) => {
      hearers.add(hear);
      return () => {
        hearers.delete(hear);
      };
    },
  };
}
