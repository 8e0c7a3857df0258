import { createBins } from './bins.ts';

/** Hashes are spread evenly, so that each part is some 1,500 keys: what one step sorts. */
const REPORTS_PER_PART = 100;
const SPACE = 2 ** 52;
/** Rows of the key table that one step writes. */
const ROWS = 128;

/** Keys in rising order, each with a report that stands under it. */
type Sorted = { keys: Float64Array; ids: Uint32Array; written: number };

/**
 * The keys of many reports, gathered in any order and then sorted and given back part by part.
 * @param reports about so many.
 * @param gone reports that were taken out meanwhile.
 */
export function createKeyRows(reports: number, gone: ReadonlySet<number>) {
  const partCount = Math.max(64, Math.ceil(reports / REPORTS_PER_PART));
  const perPart = SPACE / partCount;
  /** A key and a report by turns. */
  const parts = createBins();
  const sorted: Sorted[] = [];
  let part = 0;

  return {
    add: (keys: Float64Array, id: number): void => {
      for (const key of keys) {
        const own = Math.min(partCount - 1, Math.floor(key / perPart));
        parts.add(own, key);
        parts.add(own, id);
      }
    },
    /** Sorts the next part; null when all are sorted. */
    sortNext: (): Omit<Sorted, 'written'> | null => {
      if (part >= partCount) return null;
      const rows = parts.take(part++);
      const order = Uint32Array.from({ length: rows.length / 2 }, (_, i) => 2 * i);
      order.sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0) || (rows[a + 1] ?? 0) - (rows[b + 1] ?? 0));
      const kept = order.filter((i) => !gone.has(rows[i + 1] ?? 0));
      const keys = Float64Array.from(kept, (i) => rows[i] ?? 0);
      const ids = Uint32Array.from(kept, (i) => rows[i + 1] ?? 0);
      sorted.push({ keys, ids, written: 0 });
      return { keys, ids };
    },
    /** The next rows of what is sorted, a key and a report by turns; null when all were given. */
    rowsNext: (): number[] | null => {
      const [one] = sorted;
      if (one === undefined) return null;
      const end = Math.min(one.keys.length, one.written + ROWS);
      const rows: number[] = [];
      for (; one.written < end; one.written++) {
        const id = one.ids[one.written] ?? 0;
        if (!gone.has(id)) rows.push(one.keys[one.written] ?? 0, id);
      }
      if (end === one.keys.length) sorted.shift();
      return rows;
    },
  };
}
