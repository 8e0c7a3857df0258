import type { Place } from './queue-sql.ts';

/** How far apart the known places are: so many rows are skipped at most, along an index, for any page. */
const HOP = 1000;

/** The place that comes so many rows after another one (or after the beginning); null where the order ends before. */
type Hop = (from: Place | null, rows: number) => Place | null;

/**
 * Known places of one order, so that any row is found by its number without reading all before it. An index of SQLite
 * knows no numbers: the first jump into the unknown goes along it once, in hops, and remembers each.
 */
export function createPositions(hop: Hop) {
  const places: Place[] = [];
  return {
    /** The nearest known place at or before a row, and how many rows after it that row comes. */
    near: (row: number): { from: Place | null; skip: number } => {
      const wanted = Math.floor(row / HOP);
      while (places.length < wanted) {
        const next = hop(places.at(-1) ?? null, HOP);
        if (next === null) break;
        places.push(next);
      }
      const known = Math.min(wanted, places.length);
      return { from: places[known - 1] ?? null, skip: row - known * HOP };
    },
  };
}
