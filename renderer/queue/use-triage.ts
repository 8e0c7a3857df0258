import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { QueueFilter, QueueSort } from '#shared/domain/queue.ts';
import type { ReportState } from '#shared/domain/report.ts';
import { ask, onNews } from '../bridge.ts';
import type { Openings } from '../model/openings.ts';
import { pressed } from './cursor-steps.ts';
import { answersQuestion, rowAt } from './page-cache.ts';
import type { Step } from './queue-events.ts';
import { type QueueState, startQueue } from './queue-state.ts';
import { createQueueStore, type QueueStore } from './queue-store.ts';

/** The officer's actions in the queue; `at` is a timestamp on the browser's event clock. */
const actionsOf = ({ tell, newest }: QueueStore) => ({
  refresh: () => tell({ type: 'news' }),
  setFilter: (filter: QueueFilter) => tell({ type: 'filter', filter }),
  setSort: (sort: QueueSort) => tell({ type: 'sort', sort }),
  /** Switches to a view: its filter and its sort order. */
  show: ({ filter, sort }: { filter: QueueFilter; sort: QueueSort }) => tell({ type: 'view', filter, sort }),
  search: (text: string) => tell({ type: 'search', text }),
  move: (by: Step, at: number) => tell({ type: 'move', by, at }),
  /** Opens the report under the cursor. */
  enter: (at: number) => tell({ type: 'enter', at }),
  openFirst: () => tell({ type: 'first_match' }),
  /** Returns the report in a row at a given time, so that it can be remembered while the pointer is down. */
  pressed: (index: number, at: number) => pressed(newest(), index, at),
  /** A row was clicked. */
  press: (index: number, at: number, id?: string) => tell({ type: 'press', index, at, id }),
  /** Toggles selection of the report under the cursor. */
  mark: (at: number) => tell({ type: 'mark', at }),
  choose: (index: number, range: boolean, at: number, id?: string) => tell({ type: 'choose', index, range, at, id }),
  chooseNone: () => tell({ type: 'choose_none' }),
  open: (id: string) => tell({ type: 'open', id }),
  /** Scrolls the list to the open report. */
  showOpen: () => tell({ type: 'show_open' }),
  showTop: () => tell({ type: 'show_top' }),
  close: () => tell({ type: 'close' }),
  /** After a decision: moves on to the next report that this officer may decide; see `decided`. */
  goOn: (id: string, openNext: boolean, states: readonly ReportState[]) =>
    tell({ type: 'decided', id, openNext, states }),
});

/** The reports most likely to be opened next: the row under the cursor, the one after it and the one before. */
function nearby({ pages, cursor, openId }: QueueState): string[] {
  if (!answersQuestion(pages)) return [];
  return [cursor.index, cursor.index + 1, cursor.index - 1].flatMap((at) => {
    const row = rowAt(pages, at);
    return row === undefined || row.id === openId ? [] : [row.id];
  });
}

type List = { filter: QueueFilter; sort: QueueSort };
/** The report and the list that were open before the window locked. */
type Last = { openId: string | null; list: List | null };

/**
 * Returns the queue's state and the officer's actions on it; state changes are in queue-reducer.ts. The state stays up
 * to date automatically, and a new query is sent immediately, before anything is painted.
 * @param first the list to show if there is no previous one
 */
export function useTriage(last: Last | null, first: List, openings: Openings) {
  const [store] = useState(() =>
    createQueueStore(
      startQueue(last?.list ?? { filter: first.filter, sort: first.sort }, last?.openId ?? null),
      {
        page: (request) => ask('queue.page', { ...request, elsewhere: true }),
        place: (request) => ask('queue.place', { ...request, elsewhere: true }),
      },
      openings,
    ),
  );
  const state = useSyncExternalStore(store.subscribe, store.drawn);
  // Use a layout effect, because the next paint depends on the rows.
  useLayoutEffect(() => {
    store.begin();
    return onNews(['reports', 'outbox', 'policy'], () => store.tell({ type: 'news' }));
  }, [store]);
  const actions = useMemo(() => actionsOf(store), [store]);
  const { pages, openId, chosen } = state;
  const following = state.following || state.opensFirst;
  return { store, state, pages, ...pages.question, openId, following, chosen, near: nearby(state), ...actions };
}

export type Triage = ReturnType<typeof useTriage>;
