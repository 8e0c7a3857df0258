import { indexOf, rowAt } from './page-cache.ts';
import type { QueueState } from './queue-state.ts';

/**
 * Toggles whether a report is selected for a bulk action; with `range`, selects all from the last selected one to this
 * one.
 */
export function chosenFrom(state: QueueState, id: string | undefined, range: boolean): QueueState {
  if (id === undefined) return state;
  const chosen = new Set(state.chosen);
  if (!range && chosen.has(id)) chosen.delete(id);
  else for (const one of range ? between(state, id) : [id]) chosen.add(one);
  return { ...state, chosen, chosenLast: id, touched: true };
}

/** All loaded reports from the last selected row to this one; only this one if either row is not loaded. */
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
