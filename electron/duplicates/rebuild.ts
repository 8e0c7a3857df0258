import type { LinkStore } from '../db/links.ts';
import { createBins } from './bins.ts';
import { createHeads, type Heads, MOST_BYTES } from './heads.ts';
import type { Index } from './index-report.ts';

/** Hashes are spread evenly, so that each part is some 1,500 keys: what one step sorts. */
const REPORTS_PER_PART = 100;
const SPACE = 2 ** 52;
/** Rows of the key table that one step writes. */
const ROWS = 128;
/** Heads that one step reads back. */
const HEADS = 256;
/** Both numbers of a pair in one; ids stay below 2^26. */
const SHIFT = 2 ** 26;
const GROUP = 256;
/** The heads of a block surely find room where those of the first so many did. */
const SMALLER = 0.9;

type Sorted = { keys: Float64Array; ids: Uint32Array; written: number };

/**
 * Makes the index of all reports anew, in steps, with the keys in memory: they go into the table in their own order,
 * which writes each of its pages once, and who meets whom is seen without asking the table. What comes meanwhile stays
 * marked until this is done; a rebuild that was broken off begins again.
 *
 * Who meets whom is spread over the whole file, and to look up each one there would be to decipher a page for each. So
 * the heads of as many reports as find room are held (a block), and all earlier reports are compared with these in their
 * own order; then comes the next block. Up to 300,000 reports are one block.
 *
 * @param settled is told of each report when all its pairs are found.
 * @param room for heads, in bytes.
 *
 * It takes 16 bytes of memory for each key, 8 for each two that share one, and 200 for each report's head up to `room`,
 * some 70 MB for 100,000 reports, until it is done; then the heads stay, 20 MB, where they are one block.
 */
export function createRebuild(store: LinkStore, index: Index, settled: (id: number) => void, room = MOST_BYTES) {
  const gone = new Set<number>();
  const partCount = Math.max(64, Math.ceil(store.last() / REPORTS_PER_PART));
  const perPart = SPACE / partCount;
  /** A key and a report by turns. */
  const parts = createBins();
  /** For each block: two of whom the later one is in it and who share a key, with the earlier one's group. */
  const pairs = [createBins()];
  /** For each block: its first report. */
  const starts = [0];
  const ids: number[] = [];
  let heads: Heads = createHeads(room);
  let readNext = 0;
  let inBlock = 0;
  let perBlock = Number.POSITIVE_INFINITY;
  let part = 0;
  let sorted: Sorted | null = null;
  let block = 0;
  let loadNext: number | null = null;
  let compareNext = 0;
  let group = -1;
  let waiting: Float64Array = new Float64Array();
  let at = 0;

  const startOf = (one: number): number => starts[one] ?? Number.POSITIVE_INFINITY;

  const read = (): boolean => {
    const next = store.from(readNext);
    if (next === null) return false;
    const { id, body } = next;
    readNext = id + 1;
    // The number of one that was taken out before its turn may be given again.
    gone.delete(id);
    const { keys, head } = index.readOnly(id, body);
    for (const key of keys) {
      const own = Math.min(partCount - 1, Math.floor(key / perPart));
      parts.add(own, key);
      parts.add(own, id);
    }
    if (!(starts.length === 1 && heads.put(id, head))) place(id);
    ids.push(id);
    inBlock += 1;
    store.dropDirty(id);
    return true;
  };
  /** Begins another block with a report whose head is read back later, where it is time to. */
  const place = (id: number): void => {
    if (starts.length === 1) perBlock = Math.max(1, Math.floor(SMALLER * ids.length));
    else if (inBlock < perBlock) return;
    starts.push(id);
    pairs.push(createBins());
    inBlock = 0;
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
      let into = 0;
      for (let j = i + 1; j < to; j++) {
        const other = members[j] ?? 0;
        while (other >= startOf(into + 1)) into += 1;
        pairs[into]?.add(Math.floor(one / GROUP), one * SHIFT + other);
      }
    }
  };

  const write = (): boolean => {
    if (sorted === null && part >= partCount) return false;
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

  /** Compares one report with the later ones of this block whom it meets; with the earlier ones it was at their turn. */
  const compare = (): boolean => {
    if (load()) return true;
    const id = ids[compareNext];
    if (id === undefined || id >= startOf(block + 1)) return beginBlock();
    compareNext += 1;
    if (gone.has(id)) return true;
    const own = Math.floor(id / GROUP);
    if (own !== group) {
      group = own;
      waiting = pairs[block]?.take(own).sort() ?? new Float64Array();
      at = 0;
    }
    const later: number[] = [];
    for (; at < waiting.length && (waiting[at] ?? 0) < (id + 1) * SHIFT; at++) {
      const other = (waiting[at] ?? 0) - id * SHIFT;
      if (other >= 0 && other !== later.at(-1)) later.push(other);
    }
    index.meetLater(id, later, { from: startOf(block), to: startOf(block + 1) });
    if (block === starts.length - 1) settled(id);
    return true;
  };
  const beginBlock = (): boolean => {
    if (block === starts.length - 1) return false;
    block += 1;
    heads = createHeads(room);
    index.lookIn(heads);
    loadNext = startOf(block);
    compareNext = 0;
    group = -1;
    return true;
  };
  /** Reads some heads of this block. @returns whether there was anything to do. */
  const load = (): boolean => {
    if (loadNext === null) return false;
    const to = Math.min(startOf(block + 1), readNext);
    const some = store.headsFrom(loadNext, HEADS);
    for (const { id, head } of some) if (id < to && !gone.has(id)) heads.put(id, head);
    const last = some.at(-1)?.id ?? to;
    loadNext = last + 1 < to ? last + 1 : null;
    return true;
  };

  index.lookIn(heads);
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
      // Those of all reports stay at hand, for whoever comes next; those of one block alone would be of no use.
      if (starts.length > 1) index.lookIn(null);
      return false;
    },
  };
}
