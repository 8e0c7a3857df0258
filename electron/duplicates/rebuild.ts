import type { LinkStore } from '../db/links.ts';
import { createHeads, type Heads, MOST_BYTES } from './heads.ts';
import type { Index } from './index-report.ts';
import { createKeyRows } from './key-rows.ts';
import { createPairGroups } from './pair-groups.ts';
import { type ReaderThread, startReader } from './reader.ts';
import type { ReadRecord, Recipe } from './record.ts';
import { SHIFT } from './sift.ts';

/** Heads that one step reads back. */
const HEADS = 256;
const GROUP = 256;
/** The heads of a block surely find room where those of the first so many did. */
const SMALLER = 0.9;
/** With fewer reports than this, starting a second thread takes longer than it saves. */
const MANY = 2000;

export type RebuildLimits = {
  /** Memory for what is held of all reports, in bytes. */
  room: number;
  /** From so many reports on a second thread helps to read them. */
  many: number;
  /** So many reports have their pairs sorted, and sifted, together. */
  perGroup: number;
};

export type RebuildParts = {
  store: LinkStore;
  index: Index;
  /** Reads a report as it was stored. */
  recordOf: (body: string) => ReadRecord;
  /** By which it is read. */
  recipe: () => Recipe;
};

/**
 * Makes the index of all reports anew, in steps, with the keys in memory: they go into the table in their own order,
 * which writes each of its pages once, and who meets whom is seen without asking the table. What comes meanwhile stays
 * marked until this is done; a rebuild that was broken off begins again.
 *
 * Who meets whom is spread over the whole file, and to look up each one there would be to decipher a page for each. So
 * the heads of as many reports as find room are held (a block), and all earlier reports are compared with these in their
 * own order; then comes the next block. Up to 1,100,000 reports are one block.
 *
 * To take a report apart costs several times as much as to store what was made of it, so a second thread helps with that,
 * and then with looking which pairs are worth comparing.
 *
 * @param settled is told of each report when all its pairs are found.
 *
 * It takes 16 bytes of memory for each key, 8 for each two that share one, and 200 for each report's head up to `room`,
 * some 70 MB for 100,000 reports, until it is done; then the heads stay, 20 MB, where they are one block.
 */
export function createRebuild(
  { store, index, recordOf, recipe }: RebuildParts,
  settled: (id: number) => void,
  { room = MOST_BYTES, many = MANY, perGroup = GROUP }: Partial<RebuildLimits> = {},
) {
  const gone = new Set<number>();
  const rows = createKeyRows(store.last(), gone);
  const pairs = createPairGroups(perGroup);
  /** For each block: its first report. */
  const starts = [0];
  /** All reports, in their order. */
  const ids: number[] = [];
  let heads: Heads = createHeads(room);
  /** The first report whose head found no room: the threads read out of order, so later ones may have found some. */
  let firstLeftOut = Number.POSITIVE_INFINITY;
  let readNext = 0;
  let helper: ReaderThread | null = null;
  let mayHelp = store.last() >= many;
  let maySift = mayHelp;
  let block = 0;
  let loadNext: number | null = null;
  let compareNext = 0;
  let group = -1;
  let waiting: Float64Array = new Float64Array();
  let at = 0;

  const startOf = (one: number): number => starts[one] ?? Number.POSITIVE_INFINITY;

  const read = (): boolean => {
    if (mayHelp) helper = startReader(recipe());
    mayHelp = false;
    const done = helper?.next() ?? null;
    if (done !== null) {
      takeIn(done.id, done.record);
      return true;
    }
    const some = following(helper?.wants() ?? 0);
    if (some.length > 0) {
      helper?.give(some);
      return true;
    }
    const [own] = following(1);
    if (own === undefined) return false;
    takeIn(own.id, recordOf(own.body));
    return true;
  };
  /** The next reports, at most so many. What comes or changes from now on is marked, and read once more in its turn. */
  const following = (most: number): { id: number; body: string }[] => {
    const some: { id: number; body: string }[] = [];
    while (some.length < most) {
      const next = store.from(readNext);
      if (next === null) break;
      readNext = next.id + 1;
      // The number of one that was taken out before its turn may be given again.
      gone.delete(next.id);
      ids.push(next.id);
      store.dropDirty(next.id);
      some.push(next);
    }
    return some;
  };
  const takeIn = (id: number, record: ReadRecord): void => {
    // It was taken out while it was read.
    if (gone.has(id)) return;
    index.takeIn(id, record);
    rows.add(record.keys, id);
    if (firstLeftOut < Number.POSITIVE_INFINITY || !heads.put(id, record.head))
      firstLeftOut = Math.min(firstLeftOut, id);
  };
  /** What the other thread has not given back is read here. */
  let left: number[] | null = null;
  const readRest = (): boolean => {
    left ??= helper?.takeBack() ?? [];
    const done = helper?.next() ?? null;
    if (done !== null) {
      takeIn(done.id, done.record);
      return true;
    }
    const id = left.pop();
    if (id === undefined) return divide();
    const body = store.body(id);
    if (body !== null) takeIn(id, recordOf(body));
    return true;
  };
  /** Into blocks; the heads of those after the first are read back when it is time to. */
  const divide = (): boolean => {
    stop();
    if (firstLeftOut === Number.POSITIVE_INFINITY) return false;
    const first = ids.indexOf(firstLeftOut);
    const perBlock = Math.max(1, Math.floor(SMALLER * first));
    for (let at = first; at < ids.length; at += perBlock) {
      starts.push(ids[at] ?? 0);
      pairs.addBlock();
    }
    return false;
  };
  const stop = (): void => {
    helper?.stop();
    helper = null;
    pairs.stop();
  };

  const sort = (): boolean => {
    const part = rows.sortNext();
    if (part === null) return false;
    const { keys, ids: members } = part;
    for (let from = 0, to = 0; from < keys.length; from = to) {
      const key = keys[from] ?? 0;
      while (to < keys.length && keys[to] === key) to++;
      if (to - from > index.mostOf(key)) index.passed(key);
      else if (to - from > 1) meet(members, from, to);
    }
    return true;
  };
  const meet = (members: Uint32Array, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const one = members[i] ?? 0;
      let into = 0;
      for (let j = i + 1; j < to; j++) {
        const other = members[j] ?? 0;
        while (other >= startOf(into + 1)) into += 1;
        pairs.add(into, one, other);
      }
    }
  };

  /** Meanwhile the pairs, which are all known now, can be sifted. */
  const write = (): boolean => {
    siftAhead();
    const some = rows.rowsNext();
    if (some !== null) store.addKeys(some);
    return some !== null;
  };

  /** All heads lie in memory where they are one block, and then another thread can look at them, too. */
  const siftAhead = (): void => {
    if (maySift && starts.length === 1) pairs.siftBy({ model: recipe().model, heads: heads.shared() });
    maySift = false;
    pairs.siftAhead(group, pairs.groupOf(ids.at(-1) ?? 0));
  };

  /** Compares one report with the later ones of this block whom it meets; with the earlier ones it was at their turn. */
  const compare = (): boolean => {
    if (load()) return true;
    const id = ids[compareNext];
    if (id === undefined || id >= startOf(block + 1)) return beginBlock();
    compareNext += 1;
    if (gone.has(id)) return true;
    const own = pairs.groupOf(id);
    if (own !== group) {
      group = own;
      waiting = pairs.take(block, own);
      at = 0;
      siftAhead();
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
  const phases = [read, readRest, sort, write, compare];
  let phase = 0;

  return {
    /** A report was taken out meanwhile. */
    remove: (id: number): void => void gone.add(id),
    /** Ends it before it is done. */
    stop,
    /** @returns whether something is left. */
    step: (): boolean => {
      // What comes after the last was read waits for its own turn.
      while (phase < phases.length) {
        if (phases[phase]?.() === true) return true;
        phase += 1;
      }
      stop();
      // Those of all reports stay at hand, for whoever comes next; those of one block alone would be of no use.
      if (starts.length > 1) index.lookIn(null);
      return false;
    },
  };
}
