import { createBlocker, ruleOf } from './blocking.ts';
import type { Features } from './features.ts';
import type { Model } from './model.ts';
import { createReader, type Row, type Values } from './records.ts';
import { noStatistics, type Statistics } from './statistics.ts';

/** Records in memory, with the values, features and statistics that are computed from them once. */
export type Collection = {
  model: Model;
  ids: string[];
  values: Values[];
  features: Features[];
  statistics: Statistics;
  /** When two files are linked, the index of the second file's first record; otherwise null. */
  second: number | null;
};

/**
 * Keys of one rule that are skipped because too many records share them. `most`: the rule's limit; `keys`: how many
 * keys are skipped; `largest`: how many records share the most frequent one.
 */
export type Crowded = { most: number; keys: number; largest: number };

/** Above this number of records, comparing all pairs takes too long, and the model needs blocking rules. */
export const MOST_TO_COMPARE_ALL = 20_000;

/** @throws RangeError when there are too many records for a model without blocking rules. */
export function collect(
  model: Model,
  rows: Iterable<{ id: string; row: Row }>,
  second: number | null = null,
): Collection {
  const reader = createReader(model);
  const statistics = noStatistics();
  const ids: string[] = [];
  const values: Values[] = [];
  for (const { id, row } of rows) {
    const own = reader.values(row);
    ids.push(id);
    values.push(own);
    reader.count(own, statistics);
  }
  if (model.blocking.length === 0 && ids.length > MOST_TO_COMPARE_ALL) {
    throw new RangeError(
      `model ${model.name} has no blocking rules and compares every pair of records, which is not possible with ${ids.length}`,
    );
  }
  return { model, ids, values, features: values.map((one) => reader.features(one, statistics)), statistics, second };
}

/** The blocking keys of each record, by rule. */
export function keysOf({ model, values, statistics }: Collection): number[][][] {
  const blocker = createBlocker(model);
  return values.map((one) => blocker.keysByRule(one, statistics));
}

/**
 * For each record, the earlier records that share a key of any of the given rules (of any rule if none are given), in
 * record order. Each pair appears once.
 */
export function* candidates(
  collection: Collection,
  rules?: readonly string[],
  /**
   * Called once for each rule that has keys shared by more records than the rule allows, with the number of such keys
   * and the number of records that share the most frequent one.
   */
  crowded: (rule: string, found: Crowded) => void = () => undefined,
  /** The keys of all records, if the caller has already computed them. */
  keys?: readonly (readonly number[][])[],
): Generator<[number, number[]], void, void> {
  const { model, values, second } = collection;
  const count = values.length;
  const mayMeet = (a: number, b: number) => second === null || a < second !== b < second;
  if (model.blocking.length === 0) {
    for (let i = 1; i < count; i++) {
      const earlier: number[] = [];
      for (let j = 0; j < i; j++) if (mayMeet(i, j)) earlier.push(j);
      yield [i, earlier];
    }
    return;
  }
  const byRecord = keys ?? keysOf(collection);
  const wanted = model.blocking.map((rule) => rules === undefined || rules.includes(rule.name));
  const members = new Map<number, number[]>();
  for (const [i, byRule] of byRecord.entries()) {
    for (const [r, own] of byRule.entries()) {
      if (wanted[r] !== true) continue;
      for (const key of own) {
        const list = members.get(key);
        if (list === undefined) members.set(key, [i]);
        else list.push(i);
      }
    }
  }
  for (const [r, { name, most }] of model.blocking.entries()) {
    let [passed, largest] = [0, 0];
    for (const [key, list] of members) {
      if (ruleOf(key) !== r || list.length <= most) continue;
      passed += 1;
      largest = Math.max(largest, list.length);
    }
    if (passed > 0) crowded(name, { most, keys: passed, largest });
  }
  const seen = new Int32Array(count).fill(-1);
  for (const [i, byRule] of byRecord.entries()) {
    const earlier: number[] = [];
    for (const [r, own] of byRule.entries()) {
      const most = model.blocking[r]?.most ?? 0;
      if (wanted[r] !== true) continue;
      for (const key of own) {
        const list = members.get(key) ?? [];
        if (list.length > most) continue;
        for (const j of list) {
          if (j >= i) break;
          if (seen[j] === i || !mayMeet(i, j)) continue;
          seen[j] = i;
          earlier.push(j);
        }
      }
    }
    if (earlier.length > 0) yield [i, earlier.sort((a, b) => a - b)];
  }
}
