import type { LinkStore } from '../db/links.ts';
import type { Index } from './index-report.ts';

/** Hashes are spread evenly, so that each part is a few thousand keys where there are 100,000 reports. */
const PARTS = 1024;
const PER_PART = 2 ** 52 / PARTS;
/** Rows of the key table that one step writes. */
const ROWS = 128;
/** Both numbers of a pair in one; ids stay below 2^26. */
const SHIFT = 2 ** 26;
const GROUP = 256;

type Keys = { keys: number[]; ids: number[] };

/**
 * Makes the index of all reports anew, in steps, with the keys in memory: they go into the table in their own order,
 * which writes each of its pages once, and who meets whom is seen without asking the table. What comes meanwhile stays
 * marked until this is done; a rebuild that was broken off begins again.
 *
 * @param settled is told of each report when all its pairs are found.
 *
 * It takes about 30 bytes of memory for each key and 400 for each report's features, 100 MB for 100,000 reports, until
 * it is done.
 */
export function createRebuild(store: LinkStore, index: Index, settled: (id: number) => void) {
  const gone = new Set<number>();
  const parts: (Keys | undefined)[] = [];
  const pairs: (number[] | undefined)[] = [];
  let readNext = 0;
  let part = 0;
  let sorted: { keys: Float64Array; ids: Uint32Array; written: number } | null = null;
  const ids: number[] = [];
  let compareNext = 0;
  let group = -1;
  let waiting = new Float64Array();
  let at = 0;

  const read = (): boolean => {
    const next = store.from(readNext);
    if (next === null) return false;
    const { id, body } = next;
    readNext = id + 1;
    ids.push(id);
    for (const key of index.readOnly(id, body)) {
      const own = (parts[Math.floor(key / PER_PART)] ??= { keys: [], ids: [] });
      own.keys.push(key);
      own.ids.push(id);
    }
    store.dropDirty(id);
    return true;
  };

  const sortPart = ({ keys, ids }: Keys): NonNullable<typeof sorted> => {
    const order = Uint32Array.from(keys.keys()).filter((i) => !gone.has(ids[i] ?? 0));
    order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || (ids[a] ?? 0) - (ids[b] ?? 0));
    const all = {
      keys: Float64Array.from(order, (i) => keys[i] ?? 0),
      ids: Uint32Array.from(order, (i) => ids[i] ?? 0),
      written: 0,
    };
    for (let from = 0, to = 0; from < all.keys.length; from = to) {
      while (to < all.keys.length && all.keys[to] === all.keys[from]) to++;
      const key = all.keys[from] ?? 0;
      if (to - from <= index.mostOf(key)) meet(all.ids.subarray(from, to));
      else index.passed(key);
    }
    return all;
  };
  const meet = (ids: Uint32Array): void => {
    for (let i = 0; i < ids.length; i++) {
      const one = ids[i] ?? 0;
      if (ids.length === 1) return;
      const list = (pairs[Math.floor(one / GROUP)] ??= []);
      for (let j = i + 1; j < ids.length; j++) list.push(one * SHIFT + (ids[j] ?? 0));
    }
  };

  const write = (): boolean => {
    while (sorted === null) {
      if (part >= PARTS) return false;
      const own = parts[part];
      parts[part] = undefined;
      part += 1;
      if (own !== undefined) sorted = sortPart(own);
    }
    const end = Math.min(sorted.keys.length, sorted.written + ROWS);
    for (; sorted.written < end; sorted.written++) {
      const id = sorted.ids[sorted.written] ?? 0;
      if (!gone.has(id)) store.addKey(sorted.keys[sorted.written] ?? 0, id);
    }
    if (end === sorted.keys.length) sorted = null;
    return true;
  };

  /** Compares one report with the later ones whom it meets; with the earlier ones it was compared at their turn. */
  const compare = (): boolean => {
    const id = ids[compareNext];
    if (id === undefined) return false;
    compareNext += 1;
    if (gone.has(id)) return true;
    const own = Math.floor(id / GROUP);
    if (own !== group) {
      group = own;
      waiting = Float64Array.from(pairs[own] ?? []).sort();
      pairs[own] = undefined;
      at = 0;
    }
    const later = new Set<number>();
    for (; at < waiting.length && (waiting[at] ?? 0) < (id + 1) * SHIFT; at++)
      if ((waiting[at] ?? 0) >= id * SHIFT) later.add((waiting[at] ?? 0) % SHIFT);
    index.meetLater(id, later);
    settled(id);
    return true;
  };

  index.keepAll(true);
  const phases = [read, write, compare];
  let phase = 0;

  return {
    /** A report was taken out meanwhile. */
    remove: (id: number): void => void gone.add(id),
    /** @returns whether something is left. */
    step: (): boolean => {
      // What comes after the last was read waits for its own turn.
      while (phase < phases.length) {
        if (phases[phase]?.() === true) return true;
        phase += 1;
      }
      index.keepAll(false);
      return false;
    },
  };
}
