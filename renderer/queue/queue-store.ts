import type { QueuePage, QueuePlace, QueueRequest } from '#shared/domain/queue.ts';
import { toAppError } from '../bridge.ts';
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

/** Holds the queue state and requests missing data. State changes are in queue-reducer.ts. */
export function createQueueStore(first: QueueState, asks: Asks) {
  let state = first;
  /**
   * The state last reported to the screen, with the scroll position kept separately. Changes with no visible effect are
   * not reported, and scrolling re-renders only rows, not the whole desk.
   */
  let told = first;
  let { scroll } = first;
  const hearers = new Set<() => void>();

  function tell(event: QueueEvent): void {
    take(step(state, event));
  }

  function take(changed: QueueState): void {
    const { state: next, blocks, ids } = toAsk(changed);
    if (next === state) return;
    state = next;
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
    const isScrolled = !drawsTheSame(scroll, next.scroll, next.pages.total ?? 0);
    if (!isScrolled && looksTheSame(told, next)) return;
    if (isScrolled) ({ scroll } = next);
    if (!looksTheSame(told, next)) told = next;
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
