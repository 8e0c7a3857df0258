import type { LinkStore } from '../db/links.ts';
import { createBins } from './bins.ts';
import type { Index } from './index-report.ts';

/** Hashes are spread evenly, so that each part is a few thousand keys where there are 100,000 reports. */
const PARTS = 1024;
const PER_PART = 2 ** 52 / PARTS;
/** Rows of the key table that one step writes. */
const ROWS = 128;
/** Both numbers of a pair in one; ids stay below 2^26. */
const SHIFT = 2 ** 26;
const GROUP = 256;

type Sorted = { keys: Float64Array; ids: Uint32Array; written: number };

/**
 * Makes the index of all reports anew, in steps, with the keys in memory: they go into the table in their own order,
 * which writes each of its pages once, and who meets whom is seen without asking the table. What comes meanwhile stays
 * marked until this is done; a rebuild that was broken off begins again.
 *
 * @param settled is told of each report when all its pairs are found.
 *
 * It takes 16 bytes of memory for each key, 8 for each two that share one, and 200 for each report's head, some 70 MB
 * for 100,000 reports, until it is done.
 */
export function createRebuild(store: LinkStore, index: Index, settled: (id: number) => void) {
  const gone = new Set<number>();
  /** A key and a report by turns. */
  const parts = createBins();
  /** Each two who share a key, with the first one's group. */
  const pairs = createBins();
  const ids: number[] = [];
  let readNext = 0;
  let part = 0;
  let sorted: Sorted | null = null;
  let compareNext = 0;
  let group = -1;
  let waiting: Float64Array = new Float64Array();
  let at = 0;

  const read = (): boolean => {
    const next = store.from(readNext);
    if (next === null) return false;
    const { id, body } = next;
    readNext = id + 1;
    ids.push(id);
    for (const key of index.readOnly(id, body)) {
      const own = Math.floor(key / PER_PART);
      parts.add(own, key);
      parts.add(own, id);
    }
    store.dropDirty(id);
    return true;
  };

  const sortPart = (): Sorted => {
    const rows = parts.take(part++);
    const order = Uint32Array.from({ length: rows.length / 2 }, (_, i) => 2 * i);
    order.sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0) || (rows[a + 1] ?? 0) - (rows[b + 1] ?? 0));
    const kept = order.filter((i) => !gone.has(rows[i + 1] ?? 0));
    const all = {
      keys: Float64Array.from(kept, (i) => rows[i] ?? 0),
      ids: Uint32Array.from(kept, (i) => rows[i + 1] ?? 0),
      written: 0,
    };
    for (let from = 0, to = 0; from < all.keys.length; from = to) {
      const key = all.keys[from] ?? 0;
      while (to < all.keys.length && all.keys[to] === key) to++;
      if (to - from > index.mostOf(key)) index.passed(key);
      else if (to - from > 1) meet(all.ids, from, to);
    }
    return all;
  };
  const meet = (members: Uint32Array, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const one = members[i] ?? 0;
      for (let j = i + 1; j < to; j++) pairs.add(Math.floor(one / GROUP), one * SHIFT + (members[j] ?? 0));
    }
  };

  const write = (): boolean => {
    if (sorted === null && part >= PARTS) return false;
    sorted ??= sortPart();
    const end = Math.min(sorted.keys.length, sorted.written + ROWS);
    const rows: number[] = [];
    for (; sorted.written < end; sorted.written++) {
      const id = sorted.ids[sorted.written] ?? 0;
      if (!gone.has(id)) rows.push(sorted.keys[sorted.written] ?? 0, id);
    }
    store.addKeys(rows);
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
      waiting = pairs.take(own).sort();
      at = 0;
    }
    const later: number[] = [];
    for (; at < waiting.length && (waiting[at] ?? 0) < (id + 1) * SHIFT; at++) {
      const other = (waiting[at] ?? 0) - id * SHIFT;
      if (other >= 0 && other !== later.at(-1)) later.push(other);
    }
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
