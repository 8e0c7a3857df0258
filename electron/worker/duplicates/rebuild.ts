import type { LinkStore } from '../db/links.ts';
import type { Tx } from '../db/write.ts';
import { createBins } from './bins.ts';
import { createHeads, MOST_BYTES } from './heads.ts';
import type { Index } from './index-report.ts';
import { type ReaderThread, startReader } from './reader.ts';
import type { ReadRecord, Recipe } from './record.ts';

/** Hashes are evenly distributed, so each part has about 1,500 keys, which one step can sort. */
const REPORTS_PER_PART = 100;
const SPACE = 2 ** 52;
/** Rows of the key table that one step writes. */
const ROWS = 128;
/** Packs both ids of a pair into one number; ids stay below 2^26. */
const SHIFT = 2 ** 26;
const GROUP = 256;
/** Below this many reports, starting a second thread takes longer than it saves. */
const MANY = 2000;

export type RebuildLimits = {
  /** Memory for the heads of all reports, in bytes; heads that don't fit are read from the file. */
  room: number;
  /** A second thread helps with reading when there are at least this many reports. */
  many: number;
};

export type RebuildParts = {
  store: LinkStore;
  index: Index;
  /** Computes the features and the record of a stored report. */
  recordOf: (body: string) => ReadRecord;
  /** Returns what the second thread needs to read reports the same way. */
  recipe: () => Recipe;
};

type Sorted = { keys: Float64Array; ids: Uint32Array; written: number };

/**
 * Rebuilds the index of all reports in steps, with the keys in memory. Keys are written to the table in sorted order, so
 * each page is written once, and pairs that share a key are found without querying the table. Reports that arrive in the
 * meantime stay marked until the rebuild is done. An interrupted rebuild starts over. The reports of a pair can be
 * anywhere in the file, and each one read from there would decrypt a page. The heads of all reports are therefore kept in
 * memory. Parsing a report takes several times as long as storing the result, so a second thread helps with parsing. A
 * rebuild takes 16 bytes of memory per key, 8 per pair that shares a key, and 200 per report head: about 70 MB for
 * 100,000 reports. Afterward only the heads stay in memory (20 MB).
 * @param settled called for each report when all its pairs have been found.
 */
export function createRebuild(
  { store, index, recordOf, recipe }: RebuildParts,
  settled: (tx: Tx, id: number) => void,
  { room = MOST_BYTES, many = MANY }: Partial<RebuildLimits> = {},
) {
  const gone = new Set<number>();
  const partCount = Math.max(64, Math.ceil(store.last() / REPORTS_PER_PART));
  const perPart = SPACE / partCount;
  /** Keys and report ids, alternating. */
  const parts = createBins();
  /** Pairs that share a key, grouped by the earlier report. */
  const pairs = createBins();
  /** The ids of all reports, in the order read. */
  const ids: number[] = [];
  const heads = createHeads(room);
  let readNext = 0;
  let helper: ReaderThread | null = null;
  let mayHelp = store.last() >= many;
  let part = 0;
  let sorted: Sorted | null = null;
  let compareNext = 0;
  let group = -1;
  let waiting: Float64Array = new Float64Array();
  let at = 0;

  const read = (tx: Tx): boolean => {
    if (mayHelp) helper = startReader(recipe());
    mayHelp = false;
    const done = helper?.next() ?? null;
    if (done !== null) {
      takeIn(tx, done.id, done.record);
      return true;
    }
    const some = following(tx, helper?.wants() ?? 0);
    if (some.length > 0) {
      helper?.give(some);
      return true;
    }
    const [own] = following(tx, 1);
    if (own === undefined) return false;
    takeIn(tx, own.id, recordOf(own.body));
    return true;
  };
  /** Returns the next reports, at most `most`. Any that change after this call are marked and read again later. */
  const following = (tx: Tx, most: number): { id: number; body: string }[] => {
    const some: { id: number; body: string }[] = [];
    while (some.length < most) {
      const next = store.from(readNext);
      if (next === null) break;
      readNext = next.id + 1;
      // The id may have been reused: an earlier report with this id may have been removed before it was read.
      gone.delete(next.id);
      ids.push(next.id);
      store.dropDirty(tx, next.id);
      some.push(next);
    }
    return some;
  };
  const takeIn = (tx: Tx, id: number, record: ReadRecord): void => {
    // The report was removed while it was being read.
    if (gone.has(id)) return;
    index.takeIn(tx, id, record);
    for (const key of record.keys) {
      const own = Math.min(partCount - 1, Math.floor(key / perPart));
      parts.add(own, key);
      parts.add(own, id);
    }
    heads.put(id, record.head);
  };
  /** Reports that the other thread has not returned; they are read on this thread. */
  let left: number[] | null = null;
  const readRest = (tx: Tx): boolean => {
    left ??= helper?.reclaim() ?? [];
    const done = helper?.next() ?? null;
    if (done !== null) {
      takeIn(tx, done.id, done.record);
      return true;
    }
    const id = left.pop();
    if (id === undefined) {
      stop();
      return false;
    }
    const body = store.body(id);
    if (body !== null) takeIn(tx, id, recordOf(body));
    return true;
  };
  const stop = (): void => {
    helper?.stop();
    helper = null;
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
  /**
   * Handles keys that had too many members until this report was removed. While rows are being written, the key table
   * is incomplete, so the remaining members are marked and compared again at the end.
   */
  const fitAgain = (tx: Tx, id: number): void => {
    const { keys = new Float64Array(), ids: members = new Uint32Array() } = sorted ?? {};
    for (const [at, key] of keys.entries()) {
      if (members[at] !== id) continue;
      const [from, to] = [keys.indexOf(key), keys.lastIndexOf(key) + 1];
      const left = [...members.subarray(from, to)].filter((one) => !gone.has(one));
      if (left.length !== index.mostOf(key) || to - from <= left.length) continue;
      for (const one of left) store.putDirty(tx, one, false);
    }
  };
  const meet = (members: Uint32Array, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const one = members[i] ?? 0;
      for (let j = i + 1; j < to; j++) pairs.add(Math.floor(one / GROUP), one * SHIFT + (members[j] ?? 0));
    }
  };

  const writeKeys = (tx: Tx): boolean => {
    if (sorted === null && part >= partCount) return false;
    sorted ??= sortPart();
    const end = Math.min(sorted.keys.length, sorted.written + ROWS);
    const rows: number[] = [];
    for (; sorted.written < end; sorted.written++) {
      const id = sorted.ids[sorted.written] ?? 0;
      if (!gone.has(id)) rows.push(sorted.keys[sorted.written] ?? 0, id);
    }
    store.addKeys(tx, rows);
    if (end === sorted.keys.length) sorted = null;
    return true;
  };

  /**
   * Compares one report with the later reports that share a key with it. It was already compared with the earlier
   * reports when they were processed.
   */
  const compare = (tx: Tx): boolean => {
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
    index.meetLater(tx, id, later);
    settled(tx, id);
    return true;
  };

  // The heads stay in memory for later comparisons.
  index.lookIn(heads);
  const phases = [read, readRest, writeKeys, compare];
  let phase = 0;

  return {
    /** Called when a report was removed during the rebuild. */
    remove: (tx: Tx, id: number): void => {
      gone.add(id);
      fitAgain(tx, id);
    },
    /** Aborts the rebuild. */
    stop,
    /** @returns whether there is more to do. */
    step: (tx: Tx): boolean => {
      // Reports that arrive after the first phase stay marked and are linked after the rebuild.
      while (phase < phases.length) {
        if (phases[phase]?.(tx) === true) return true;
        phase += 1;
      }
      return false;
    },
  };
}
