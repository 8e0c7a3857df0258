import { indexOf, rowAt } from './page-cache.ts';
import type { QueueState } from './queue-state.ts';

/** Chooses a report for something that is done with several, or no longer; as a range, all from the last one to this. */
export function chosenFrom(state: QueueState, id: string | undefined, range: boolean): QueueState {
  if (id === undefined) return state;
  const chosen = new Set(state.chosen);
  if (!range && chosen.has(id)) chosen.delete(id);
  else for (const one of range ? between(state, id) : [id]) chosen.add(one);
  return { ...state, chosen, chosenLast: id, touched: true };
}

/** Only rows that are held can be chosen: who chooses has seen them. */
function between({ pages, cursor, chosenLast }: QueueState, id: string): string[] {
  const last = chosenLast === null ? cursor.index : indexOf(pages, chosenLast);
  const to = indexOf(pages, id);
  if (last === -1 || to === -1) return [id];
  const ids: string[] = [];
  for (let at = Math.min(last, to); at <= Math.max(last, to); at += 1) {
    const row = rowAt(pages, at);
    if (row !== undefined) ids.push(row.id);
  }
  return ids;
}

export const chooseNone = (state: QueueState): QueueState =>
  state.chosen.size === 0 ? state : { ...state, chosen: new Set(), chosenLast: null };
