import { toStep } from './bits.ts';
import type { Collection } from './collection.ts';
import type { Pair } from './link.ts';
import type { Model } from './model.ts';

/**
 * Each record is assumed to have only one partner if at most this share of the sure pairs give a record a second one.
 */
const MOST_SECOND = 0.1;
/**
 * A pair is sure at odds of 19 to 1. These are computed from the weight, without the calibration curve, because a curve
 * that doubts high weights must not hide that records have several partners.
 */
export const SURE_BITS = Math.log2(19);
/** Fewer sure pairs aren't enough for a conclusion. */
const FEW = 20;
/** The competition almost always settles in a few rounds. With two equally good partners, it takes hundreds. */
const MOST_ROUNDS = 500;
/** A number that changes by less than a thousandth has settled. */
const SETTLED = 1e-3;

type Weighed = Pick<Pair, 'a' | 'b' | 'weight'>;

/**
 * Of the pairs that a model is sure of, returns the share that gives a record a second partner. Null if there are too
 * few sure pairs.
 */
export function secondPartners(pairs: Iterable<Weighed>): number | null {
  const [left, right] = [new Set<number>(), new Set<number>()];
  let sure = 0;
  for (const { a, b, weight } of pairs) {
    if (weight < SURE_BITS) continue;
    sure += 1;
    left.add(a);
    right.add(b);
  }
  return sure < FEW ? null : 1 - Math.min(left.size, right.size) / sure;
}

/**
 * Whether each record has at most one partner in the other file; false unless two files are linked. If the model
 * doesn't specify `partners`, returns whether the pairs that it is sure of hardly ever give a record a second partner.
 */
export function hasOnePartner({ second }: Collection, { partners }: Model, pairs: Iterable<Weighed>): boolean {
  if (second === null || partners === 'many') return false;
  if (partners === 'one') return true;
  const share = secondPartners(pairs);
  return share !== null && share <= MOST_SECOND;
}

/**
 * Lets the pairs of one record compete when only one of them can be true. Each pair's odds are reduced by the other
 * pairs, but less by pairs whose other record has a better partner (belief propagation over matchings; Huang and Jebara
 * 2009). A pair's odds never increase.
 */
export function competing(pairs: readonly Pair[]): Pair[] {
  const odds = Float64Array.from(pairs, ({ probability }) => probability / Math.max(1e-15, 1 - probability));
  const [byA, byB] = [groupsOf(pairs, 'a'), groupsOf(pairs, 'b')];
  let [fromA, fromB]: [Float64Array, Float64Array] = [odds, odds];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [nextA, nextB] = [shareOut(byA, odds, fromB), shareOut(byB, odds, fromA)];
    const isSettled = isNear(fromA, nextA) && isNear(fromB, nextB);
    [fromA, fromB] = [nextA, nextB];
    if (isSettled) break;
  }
  return pairs.map((pair, i): Pair => {
    const left = ((fromA[i] ?? 0) * (fromB[i] ?? 0)) / (odds[i] ?? 1) ** 2;
    const weight = toStep(pair.weight + Math.min(0, Math.log2(Math.max(Number.MIN_VALUE, left))));
    // The probability isn't looked up in the curve again, because a flat curve would undo the effect of the other
    // pairs.
    const own = (odds[i] ?? 0) * Math.min(1, left);
    return { ...pair, weight, probability: own / (1 + own) };
  });
}

const isNear = (before: Float64Array, after: Float64Array): boolean =>
  after.every((one, i) => Math.abs(one - (before[i] ?? 0)) <= SETTLED * Math.abs(one));

function groupsOf(pairs: readonly Pair[], side: 'a' | 'b'): number[][] {
  const groups = new Map<number, number[]>();
  for (const [i, pair] of pairs.entries()) {
    const group = groups.get(pair[side]);
    if (group === undefined) groups.set(pair[side], [i]);
    else group.push(i);
  }
  return [...groups.values()];
}

/** For each pair, its odds divided by 1 plus the sum of the claims of the record's other pairs. */
function shareOut(groups: readonly number[][], odds: Float64Array, claims: Float64Array): Float64Array {
  const next = new Float64Array(odds.length);
  for (const group of groups) {
    const after = new Float64Array(group.length + 1);
    for (let k = group.length - 1; k >= 0; k--) after[k] = (after[k + 1] ?? 0) + (claims[group[k] ?? 0] ?? 0);
    let before = 0;
    for (const [k, i] of group.entries()) {
      next[i] = (odds[i] ?? 0) / (1 + before + (after[k + 1] ?? 0));
      before += claims[i] ?? 0;
    }
  }
  return next;
}
