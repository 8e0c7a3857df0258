import { ruleOf } from '#shared/link/blocking.ts';
import type { Features } from '#shared/link/records.ts';
import type { LinkedPair, LinkRecord, LinkStore } from '../db/links.ts';
import type { Epoch } from './epoch.ts';
import { createPackedFeatures, type PackedFeatures } from './packed-features.ts';

/** Features that were unpacked last stay unpacked: reports that meet mostly came in near each other. */
const UNPACKED = 3000;

export type Index = ReturnType<typeof createIndex>;

/**
 * Keeps keys, features and pairs of reports so that they are always what they would be if all were made anew: a pair
 * is there when its two reports share a key under which no more stand than its rule allows, and the model shows it.
 * When a key passes that limit, in either direction, all who stand under it are looked at once more.
 *
 * @param changed is told of every report whose pairs changed.
 */
export function createIndex(
  store: LinkStore,
  epoch: Epoch,
  changed: (id: number) => void,
  /** Told of a rule one of whose keys is now shared by more than it allows. */
  crowded: (rule: string, most: number) => void,
) {
  const { model, scorer } = epoch;
  const mostOf = (key: number): number => model.blocking[ruleOf(key)]?.most ?? 0;
  const unpacked = new Map<number, Features>();
  /** Of all reports, while all are made anew: who meets whom is then spread over the whole file. */
  let all: PackedFeatures | null = null;

  const remember = (id: number, features: Features): void => {
    if (unpacked.size >= UNPACKED) for (const first of unpacked.keys()) if (unpacked.delete(first)) break;
    unpacked.set(id, features);
  };
  const fromStore = (id: number): Uint8Array | null => {
    const kept = store.features(id);
    return kept === null || kept.epoch < epoch.since() ? null : kept.features;
  };
  /** Null where it was last read by another model: then its own turn, which comes, finds the pair. */
  const featuresOf = (id: number): Features | null => {
    const known = unpacked.get(id);
    if (known !== undefined) return known;
    const packed = all?.get(id) ?? fromStore(id);
    if (packed === null) return null;
    const features = scorer.reader.unpack(packed);
    remember(id, features);
    return features;
  };

  const passed = (key: number): void => {
    const rule = model.blocking[ruleOf(key)];
    if (rule !== undefined) crowded(rule.name, rule.most);
  };
  const lookAgain = (ids: readonly number[], except: number): void => {
    for (const id of ids) if (id !== except) store.putDirty(id, false);
  };
  const enter = (key: number, id: number): void => {
    store.addKey(key, id);
    const most = mostOf(key);
    const members = store.members(key, most + 2);
    if (members.length !== most + 1) return;
    lookAgain(members, id);
    passed(key);
  };
  const leave = (key: number, id: number): void => {
    store.dropKey(key, id);
    const most = mostOf(key);
    const members = store.members(key, most + 1);
    if (members.length === most) lookAgain(members, id);
  };

  /** Whom a report meets by its keys. */
  const meets = (keys: Float64Array, id: number): Set<number> => {
    const found = new Set<number>();
    for (const key of keys) {
      const most = mostOf(key);
      const members = store.members(key, most + 1);
      if (members.length <= most) for (const member of members) found.add(member);
    }
    found.delete(id);
    return found;
  };

  const compare = (features: Features, others: ReadonlySet<number>): LinkedPair[] => {
    const pairs: LinkedPair[] = [];
    for (const other of others) {
      const theirs = featuresOf(other);
      const score = theirs === null ? null : scorer.shown(theirs, features);
      if (score !== null) pairs.push({ other, ...score });
    }
    return pairs;
  };

  /** Replaces a report's pairs, and says of whom they changed. */
  const replacePairs = (id: number, now: readonly LinkedPair[], old: readonly LinkedPair[] = store.pairs(id)): void => {
    const before = new Map(old.map((one) => [one.other, one]));
    let touched = false;
    for (const one of now) {
      const same = before.get(one.other);
      before.delete(one.other);
      if (same?.weight === one.weight && same.hypothesis === one.hypothesis && same.probability === one.probability)
        continue;
      store.putPair(id, one);
      changed(one.other);
      touched = true;
    }
    for (const other of before.keys()) {
      store.dropPair(id, other);
      changed(other);
      touched = true;
    }
    if (touched) changed(id);
  };

  return {
    /** Reads a report anew. One that changed in nothing that is compared costs no more than that. */
    read: (id: number, body: string): void => {
      const { features, keys: list } = epoch.read(body);
      const keys = Float64Array.from(list).sort();
      const packed = scorer.reader.pack(features);
      const before = store.record(id);
      const current = before?.epoch === epoch.number();
      if (before !== null && current && isSame(before, keys, packed)) return;
      const own = new Set(keys);
      const old = new Set(before === null ? [] : keysOf(before));
      for (const key of old) if (!own.has(key)) leave(key, id);
      store.putRecord(id, { epoch: epoch.number(), keys: bytesOf(keys), features: packed });
      all?.delete(id);
      remember(id, features);
      for (const key of keys) if (!old.has(key)) enter(key, id);
      replacePairs(id, compare(features, meets(keys, id)));
    },
    mostOf,
    /** More share this key than its rule allows, so that it brings no candidates. */
    passed,
    /** Reads a report while all are read, and answers with its keys: they are entered, and compared, with all others. */
    readOnly: (id: number, body: string): readonly number[] => {
      const { features, keys } = epoch.read(body);
      const own = new Set(keys);
      const before = store.record(id);
      for (const key of before === null ? [] : keysOf(before)) if (!own.has(key)) store.dropKey(key, id);
      const sorted = Float64Array.from(keys).sort();
      const packed = scorer.reader.pack(features);
      store.putRecord(id, { epoch: epoch.number(), keys: bytesOf(sorted), features: packed });
      unpacked.delete(id);
      all?.put(id, packed);
      return keys;
    },
    /** Keeps the features of all reports in memory from now on, or no longer. */
    keepAll: (kept: boolean): void => {
      all = kept ? createPackedFeatures() : null;
    },
    /** Compares a report with these later ones, and with no other later one. */
    meetLater: (id: number, later: ReadonlySet<number>): void => {
      const before = store.pairs(id).filter(({ other }) => other > id);
      if (later.size === 0 && before.length === 0) return;
      const features = featuresOf(id);
      if (features !== null) replacePairs(id, compare(features, later), before);
    },
    /** Looks once more whom a report meets. */
    meet: (id: number): void => {
      const kept = store.record(id);
      const features = featuresOf(id);
      if (kept !== null && features !== null) replacePairs(id, compare(features, meets(keysOf(kept), id)));
    },
    /** Takes a report out, and every trace of it. */
    remove: (id: number): void => {
      const kept = store.record(id);
      unpacked.delete(id);
      all?.delete(id);
      store.dropDirty(id);
      if (kept === null) return;
      replacePairs(id, []);
      store.dropRecord(id);
      for (const key of keysOf(kept)) leave(key, id);
    },
    features: featuresOf,
  };
}

const bytesOf = (keys: Float64Array): Uint8Array => new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength);
/** SQLite's bytes may lie anywhere; numbers of eight bytes may not. */
const keysOf = ({ keys }: LinkRecord): Float64Array => new Float64Array(Uint8Array.from(keys).buffer);

function isSame(before: LinkRecord, keys: Float64Array, packed: Uint8Array): boolean {
  return sameBytes(before.keys, bytesOf(keys)) && sameBytes(before.features, packed);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
