import { createBlocker } from '#shared/link/blocking.ts';
import { type Collection, collect } from '#shared/link/collection.ts';
import { NO_FEATURES } from '#shared/link/features.ts';
import { learn } from '#shared/link/learn.ts';
import { createScorer } from '#shared/link/link.ts';
import { type Model, modelSchema } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import type { DraftKey } from './draft-columns.ts';

/** Files with no more pairs than this are compared without keys. */
const MOST_TO_COMPARE_ALL = 1_200_000;
/** A key shared by more records than this is not used. */
const MOST = 200;
/** Maximum number of rules in one blocker. */
const BATCH = 16;
const MOST_RULES = 16;
/** Maximum number of sample pairs examined per key, and in total. */
const MOST_OF_A_KEY = 60_000;
const MOST_SCORED = 400_000;
/** Minimum share of the likely pairs that a key must add to be chosen. */
const LEAST_GAIN = 0.0001;

type Sample = { rows: readonly Row[]; second: number | null; records: number };
type Key = Model['blocking'][number];
/**
 * A candidate key. `pairs`: the sample pairs whose records share this key, each as one number. `cost`: the number of
 * pairs that the key is expected to give in the complete files.
 */
type Tried = { key: Key; pairs: number[]; cost: number };

/**
 * Chooses the blocking keys: those that together find nearly all likely pairs of a sample with the fewest comparisons.
 * Likely pairs are those that the model, trained on the sample, finds using all candidate keys.
 * @returns also a description of the choice.
 */
export function withKeys(model: Model, parts: readonly DraftKey[], sample: Sample): { model: Model; how: string } {
  const { records, second, rows } = sample;
  const share = second === null ? 1 : (2 * second * (rows.length - second)) / rows.length ** 2;
  if (((records * (records - 1)) / 2) * share <= MOST_TO_COMPARE_ALL)
    return { model, how: 'every record is compared with every other' };
  const keys = possibleKeys(parts);
  const collection = collect(asModel(model, keys.slice(0, BATCH)), entries(rows), second);
  const scale = records / rows.length;
  const tried = batches(keys).flatMap((batch) => tryKeys(asModel(model, batch), collection, scale));
  const likely = likelyPairs(learn(collection).model, collection, tried);
  const { chosen, recall } = choose(tried, likely, records);
  const blocking = chosen.length > 0 ? chosen.map(({ key }) => key) : keys.slice(0, MOST_RULES);
  const keyed = { ...asModel(model, blocking), training: blocking.slice(0, 6).map(({ name }) => name) };
  const names = `only records that share one of ${blocking.length} keys are compared: ${blocking.map((one) => one.name).join(', ')}`;
  if (chosen.length === 0)
    return {
      model: keyed,
      how: `${names} (the first ones, because no likely pair was found in ${rows.length} records to choose by)`,
    };
  const pairs = Number(chosen.reduce((sum, { cost }) => sum + cost, 0).toPrecision(2));
  const estimate = `judging by ${rows.length} records, they find ${(100 * recall).toFixed(1)}% of the likely pairs in about ${pairs} comparisons`;
  return { model: keyed, how: `${names} (${estimate})` };
}

export const entries = (rows: readonly Row[]) => rows.map((row, i) => ({ id: String(i), row }));
const asModel = (model: Model, blocking: readonly Key[]): Model => modelSchema.parse({ ...model, blocking });
const batches = (keys: readonly Key[]): Key[][] =>
  Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) => keys.slice(i * BATCH, (i + 1) * BATCH));

/** Returns every part that can be a key by itself, and every combination of two parts from different columns. */
function possibleKeys(parts: readonly DraftKey[]): Key[] {
  const columnOf = ({ part }: DraftKey): string => {
    const { field, comparison } = part as { field?: string; comparison?: string };
    return field ?? comparison ?? '';
  };
  const nameOf = (one: DraftKey): string => {
    const { as, length, hours, meters } = one.part as { as: string; length?: number; hours?: number; meters?: number };
    return `${columnOf(one)}${as === 'value' ? '' : `_${as}`}${length ?? hours ?? meters ?? ''}`;
  };
  const key = (...of: DraftKey[]): Key => ({
    name: of.map(nameOf).join('_and_').slice(0, 60),
    key: of.map((one) => one.part as Key['key'][number]),
    most: MOST,
  });
  const joined = parts.filter((one) => one.joined);
  const both = joined.flatMap((one, i) =>
    joined.slice(i + 1).flatMap((other) => (columnOf(one) === columnOf(other) ? [] : [key(one, other)])),
  );
  return [...parts.filter((one) => one.alone).map((one) => key(one)), ...both];
}

/** @param scale the number of records divided by the number in the sample. */
function tryKeys(model: Model, { values, statistics, second }: Collection, scale: number): Tried[] {
  const blocker = createBlocker(model);
  const members = model.blocking.map(() => new Map<number, number[]>());
  for (const [i, own] of values.entries())
    for (const [r, keys] of blocker.keysByRule(own, statistics).entries())
      for (const key of keys) {
        const list = members[r]?.get(key);
        if (list === undefined) members[r]?.set(key, [i]);
        else list.push(i);
      }
  return model.blocking.map((key, r) => {
    const pairs = new Set<number>();
    for (const list of members[r]?.values() ?? []) {
      if (list.length * Math.max(1, scale / 2) > MOST) continue;
      for (const [at, i] of list.entries())
        for (const j of list.slice(0, at))
          if (second === null || i < second !== j < second) pairs.add(i * values.length + j);
      if (pairs.size > MOST_OF_A_KEY) break;
    }
    const isTooMany = pairs.size > MOST_OF_A_KEY;
    return { key, pairs: isTooMany ? [] : [...pairs], cost: isTooMany ? Infinity : pairs.size * scale * scale };
  });
}

/** Returns the pairs that the model considers likely, with their probability. */
function likelyPairs(model: Model, { features }: Collection, tried: readonly Tried[]): Map<number, number> {
  const { score } = createScorer(model);
  const likely = new Map<number, number>();
  const seen = new Set<number>();
  for (const { pairs } of tried.toSorted((a, b) => a.cost - b.cost)) {
    for (const pair of pairs) {
      if (seen.has(pair)) continue;
      if (seen.size >= MOST_SCORED) return likely;
      seen.add(pair);
      const [i, j] = [Math.floor(pair / features.length), pair % features.length];
      const found = score(features[j] ?? NO_FEATURES, features[i] ?? NO_FEATURES);
      if (found !== null && found.probability >= 0.02) likely.set(pair, found.probability);
    }
  }
  return likely;
}

/** Repeatedly takes the key that adds the most likely pairs for its cost, until none adds enough. */
function choose(tried: readonly Tried[], likely: ReadonlyMap<number, number>, records: number) {
  const missing = new Map(likely);
  const all = [...likely.values()].reduce((sum, one) => sum + one, 0);
  const chosen: Tried[] = [];
  while (chosen.length < MOST_RULES) {
    let best: { one: Tried; gain: number; worth: number } | null = null;
    for (const one of tried) {
      const gain = one.pairs.reduce((sum, pair) => sum + (missing.get(pair) ?? 0), 0);
      const worth = gain / (records + one.cost);
      if (gain >= LEAST_GAIN * all && gain > 0 && worth > (best?.worth ?? 0)) best = { one, gain, worth };
    }
    if (best === null) break;
    chosen.push(best.one);
    for (const pair of best.one.pairs) missing.delete(pair);
  }
  const left = [...missing.values()].reduce((sum, one) => sum + one, 0);
  return { chosen, recall: all === 0 ? 1 : 1 - left / all };
}
