import { ruleOf } from '#shared/link/blocking.ts';
import type { Features } from '#shared/link/features.ts';
import type { LinkedPair, LinkRecord, LinkStore } from '../db/links.ts';
import type { Tx } from '../db/write.ts';
import type { Epoch } from './epoch.ts';
import type { Heads } from './heads.ts';
import type { ReadRecord } from './record.ts';

/** For up to this many candidates, querying one at a time is just as fast. */
const FEW = 2;

export type Index = ReturnType<typeof createIndex>;

/**
 * Maintains the keys, features and pairs of reports so that they always match the result of a full rebuild. Two reports
 * form a pair when they share a key and the model's score is high enough to show the pair. The key must not have more
 * members than its rule allows. When a key crosses that limit, members that may gain or lose a pair are checked again.
 * @param changed called for every report whose pairs changed, with a bit mask of the old and new hypotheses.
 */
export function createIndex(
  store: LinkStore,
  epoch: Epoch,
  changed: (id: number, hypotheses: number) => void,
  /** Called with a rule when one of its keys has more members than allowed. */
  crowded: (rule: string, most: number) => void,
) {
  const { model, scorer } = epoch;
  const mostOf = (key: number): number => model.blocking[ruleOf(key)]?.most ?? 0;
  const mostOfAll = Math.max(0, ...model.blocking.map(({ most }) => most));
  /**
   * Heads of many reports in memory. Candidates are spread over the whole file, so reading each from there would decrypt
   * a page.
   */
  let heads: Heads | null = null;

  // Not cached: keeping a few thousand of these on the heap costs more than unpacking them each time.
  const unpack = (id: number, bytes: Uint8Array, at = 0): Features =>
    scorer.reader.unpack(bytes, () => store.rest(id) ?? NOTHING, at);
  /** Returns a report's features if its head is in memory, otherwise null. */
  const nearOf = (id: number): Features | null => {
    const near = heads?.get(id) ?? null;
    return near === null ? null : unpack(id, near.bytes, near.at);
  };
  /**
   * Returns null when the report was last read with another model; its pairs are found when the report is read again.
   */
  const featuresOf = (id: number): Features | null => {
    const near = nearOf(id);
    if (near !== null) return near;
    const kept = store.head(id);
    return kept === null || kept.epoch < epoch.since() ? null : unpack(id, kept.head);
  };

  const passed = (key: number): void => {
    const rule = model.blocking[ruleOf(key)];
    if (rule !== undefined) crowded(rule.name, rule.most);
  };
  const lookAgain = (tx: Tx, ids: readonly number[], except: number): void => {
    for (const id of ids) if (id !== except) store.putDirty(tx, id, false);
  };
  /** Returns the given reports that are paired with at least one of the others. */
  const paired = (ids: readonly number[]): number[] => {
    const own = new Set(ids);
    return ids.filter((id) => store.pairs(id).some(({ other }) => own.has(other)));
  };
  const leave = (tx: Tx, key: number, id: number): void => {
    store.dropKey(tx, key, id);
    const most = mostOf(key);
    const members = store.members(key, most + 1);
    if (members.length === most) lookAgain(tx, members, id);
  };

  /**
   * Returns the reports that share a key with this one, and adds this report to each of its keys that is not in `old`.
   */
  const meets = (tx: Tx, keys: Float64Array, id: number, old: ReadonlySet<number> | null = null): Set<number> => {
    const found = new Set<number>();
    const added = old === null ? [] : Array.from(keys).filter((key) => !old.has(key));
    store.addKeys(
      tx,
      added.flatMap((key) => [key, id]),
    );
    const isNew = new Set(added);
    const membersOf = store.membersOf(keys, mostOfAll + 2);
    for (const [i, members] of membersOf.entries()) {
      const key = keys[i] ?? 0;
      const most = mostOf(key);
      if (members.length <= most) for (const member of members) found.add(member);
      else if (members.length === most + 1 && isNew.has(key)) {
        // The key just became too common and no longer yields candidates, so pairs may be lost but not gained.
        lookAgain(tx, paired(members), id);
        passed(key);
      }
    }
    found.delete(id);
    return found;
  };

  const compare = (features: Features, others: Iterable<number>): LinkedPair[] => {
    const pairs: LinkedPair[] = [];
    const weigh = (other: number, theirs: Features): void => {
      const score = scorer.shown(theirs, features);
      if (score !== null) pairs.push({ other, ...score });
    };
    const far: number[] = [];
    for (const other of others) {
      const near = nearOf(other);
      if (near === null) far.push(other);
      else weigh(other, near);
    }
    if (far.length <= FEW) {
      for (const other of far) {
        const theirs = featuresOf(other);
        if (theirs !== null) weigh(other, theirs);
      }
    } else {
      for (const { id, epoch: read, head } of store.heads(far)) if (read >= epoch.since()) weigh(id, unpack(id, head));
    }
    return pairs;
  };

  /** Replaces a report's pairs and calls `changed` for the reports affected. */
  const replacePairs = (
    tx: Tx,
    id: number,
    now: readonly LinkedPair[],
    old: readonly LinkedPair[] = store.pairs(id),
  ): void => {
    const before = new Map(old.map((one) => [one.other, one]));
    let touched = 0;
    const tell = (other: number, ...hypotheses: number[]): void => {
      const bits = hypotheses.reduce((all, at) => all | (1 << at), 0);
      touched |= bits;
      changed(other, bits);
    };
    for (const one of now) {
      const same = before.get(one.other);
      before.delete(one.other);
      if (same?.weight === one.weight && same.hypothesis === one.hypothesis && same.probability === one.probability)
        continue;
      store.putPair(tx, id, one);
      tell(one.other, one.hypothesis, same?.hypothesis ?? one.hypothesis);
    }
    for (const { other, hypothesis } of before.values()) {
      store.dropPair(tx, id, other);
      tell(other, hypothesis);
    }
    if (touched !== 0) changed(id, touched);
  };

  return {
    /** Reads a report again. Stops early if nothing that is compared has changed. */
    read: (tx: Tx, id: number, body: string): void => {
      const { features, record } = epoch.read(body);
      const { keys, head, rest } = record;
      const before = store.record(id);
      const current = before?.epoch === epoch.number();
      if (before !== null && current && isSame(before, { keys: bytesOf(keys), head, rest })) return;
      const own = new Set(keys);
      const old = new Set(before === null ? [] : keysOf(before.keys));
      for (const key of old) if (!own.has(key)) leave(tx, key, id);
      store.putRecord(tx, id, { epoch: epoch.number(), keys: bytesOf(keys), head, rest });
      heads?.delete(id);
      heads?.put(id, head);
      replacePairs(tx, id, compare(features, meets(tx, keys, id, old)));
    },
    mostOf,
    /** Called when a key has more members than its rule allows and therefore yields no candidates. */
    passed,
    /** Stores a report's record during a full rebuild. The rebuild adds the keys and compares all reports later. */
    takeIn: (tx: Tx, id: number, { keys, head, rest }: ReadRecord): void => {
      const before = store.keys(id);
      if (before !== null) {
        const own = new Set(keys);
        for (const key of keysOf(before)) if (!own.has(key)) store.dropKey(tx, key, id);
      }
      store.putRecord(tx, id, { epoch: epoch.number(), keys: bytesOf(keys), head, rest });
      heads?.delete(id);
    },
    /** Sets the in-memory heads, which are consulted before heads are read from the file. */
    lookIn: (kept: Heads): void => {
      heads = kept;
    },
    hasHeads: (): boolean => heads !== null,
    /** Compares a report with only these later reports. */
    meetLater: (tx: Tx, id: number, later: readonly number[]): void => {
      const before = store.pairs(id).filter(({ other }) => other > id);
      if (later.length === 0 && before.length === 0) return;
      const features = featuresOf(id);
      if (features !== null) replacePairs(tx, id, compare(features, later), before);
    },
    /** Finds a report's candidates and compares it with them again. */
    meet: (tx: Tx, id: number): void => {
      const kept = store.keys(id);
      const features = featuresOf(id);
      if (kept !== null && features !== null) replacePairs(tx, id, compare(features, meets(tx, keysOf(kept), id)));
    },
    /** Removes a report completely from the index. */
    remove: (tx: Tx, id: number): void => {
      const kept = store.keys(id);
      heads?.delete(id);
      store.dropDirty(tx, id);
      if (kept === null) return;
      replacePairs(tx, id, []);
      store.dropRecord(tx, id);
      for (const key of keysOf(kept)) leave(tx, key, id);
    },
    features: featuresOf,
  };
}

const NOTHING = new Uint8Array();
const bytesOf = (keys: Float64Array): Uint8Array => new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength);
/** Copied because a Float64Array must be aligned to 8 bytes, and SQLite's bytes may not be. */
const keysOf = (bytes: Uint8Array): Float64Array => new Float64Array(Uint8Array.from(bytes).buffer);

function isSame(before: LinkRecord, now: Omit<LinkRecord, 'epoch'>): boolean {
  return sameBytes(before.keys, now.keys) && sameBytes(before.head, now.head) && sameBytes(before.rest, now.rest);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
