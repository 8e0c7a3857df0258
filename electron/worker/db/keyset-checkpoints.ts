import type { Place, Value } from './queue-sql.ts';

/** How far apart the known places are: so many rows are skipped at most, along an index, for any page. */
const HOP = 1000;

/** The place that comes so many rows after another one (or after the beginning); null where the order ends before. */
type Hop = (from: Place | null, rows: number) => Place | null;

/**
 * Known places of one order, so that any row is found by its number without reading all before it. An index of SQLite
 * knows no numbers: the first jump into the unknown goes along it once, in hops, and remembers each. A row that comes or
 * goes moves the places behind it by one, so they are found once and then kept.
 *
 * @param down whether the order goes from the greatest key to the least.
 */
export function createPositions(hop: Hop, down: boolean) {
  /** Each with the number of rows before it. */
  const places: { place: Place; rank: number }[] = [];

  /** How many of the places fulfil this; those that do come first. */
  function countWhile(holds: (one: { place: Place; rank: number }) => boolean): number {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const one = places[middle];
      if (one !== undefined && holds(one)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function findNext(): boolean {
    const last = places.at(-1);
    const next = hop(last?.place ?? null, HOP);
    if (next !== null) places.push({ place: next, rank: (last?.rank ?? 0) + HOP });
    return next !== null;
  }

  return {
    /** The nearest known place at or before a row, and how many rows after it that row comes. */
    near: (row: number): { from: Place | null; skip: number } => {
      while (row - (places.at(-1)?.rank ?? 0) >= HOP && findNext());
      const known = places[countWhile(({ rank }) => rank <= row) - 1];
      return { from: known?.place ?? null, skip: row - (known?.rank ?? 0) };
    },
    /** The nearest known place at or before another one, and how many rows come before it. */
    before: (at: Place): { from: Place | null; rank: number } => {
      const isPast = ({ place }: { place: Place }) => (down ? compare(at, place) > 0 : compare(at, place) < 0);
      for (let last = places.at(-1); last === undefined || !isPast(last); last = places.at(-1)) if (!findNext()) break;
      const known = places[countWhile((one) => !isPast(one)) - 1];
      return { from: known?.place ?? null, rank: known?.rank ?? 0 };
    },
    /** Finds one more place, before somebody jumps there. @returns whether the order has more than `total` says. */
    ahead: (total: number): boolean => total - (places.at(-1)?.rank ?? 0) > HOP && findNext(),
    /** A row came into the order at this place (1), or went from it (-1). */
    moved: (at: Place, by: 1 | -1): void => {
      const before = (place: Place) => (down ? compare(at, place) > 0 : compare(at, place) < 0);
      for (let behind = countWhile(({ place }) => !before(place)); behind < places.length; behind += 1) {
        const one = places[behind];
        if (one !== undefined) one.rank += by;
      }
    },
  };
}

/** As SQLite compares: numbers by their value, texts by their bytes. */
function compare(a: Place, b: Place): number {
  return compareValues(a.key, b.key) || compareValues(a.number, b.number);
}

function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
