import { type Collection, collect } from '#shared/link/collection.ts';
import { bestQuality, type Judged, qualityAt } from '#shared/link/evaluate.ts';
import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import { hash32 } from '#shared/link/text.ts';
import { shippedModel } from '../helpers/link.ts';
import { atLeast, atMost, type Figure, figure, printed } from './figure.ts';
import { loadSet } from './link-sets.ts';

/** Returns which half of its set an item belongs to. */
export const halfOf = (id: string): 0 | 1 => ((hash32(id) >>> 5) % 2) as 0 | 1;

const DIFFERENCE = 0.02;

/** Measures the best F1 on a public set whose true pairs are all known, learned without labels. */
export function pairFigures(name: 'febrl1' | 'febrl2' | 'restaurants', wanted: number): Figure[] {
  const set = loadSet(name);
  if (set === null) return [];
  const collection = collect(shippedModel(name.replace(/\d$/, '')), set.entries);
  const truth = new Set(set.pairs.map(([a, b]) => pairKey(a, b)));
  const judged = judge(collection, truth);
  const best = bestQuality(judged, truth.size).f1;
  const halves = ([0, 1] as const).map((half): Half => {
    const truths = [...truth].filter((key) => halfOf(key) === half).length;
    const own = judged.filter((one) => halfOf(one.key) === half);
    const { f1, found, precision } = bestQuality(own, truths);
    const right = Math.round(precision * found);
    // F1 is 2J / (1 + J), where J is the share of correct pairs among all that are found or true, and it increases with
    // J.
    const [low = 0, high = 1] = wilson(right, found + truths - right).map((share) => (2 * share) / (1 + share));
    return { value: f1, n: truths, low, high };
  });
  return [
    figure(`${name}: best F1`, best, '', { wanted: atLeast(wanted), full: true }),
    ...halfFigures(`${name}: best F1`, halves),
    figure(`${name}: true among pairs shown as ≥ 95 %`, qualityAt(judged, truth.size, 0.95).precision, '', {
      wanted: atLeast(0.93),
      full: true,
    }),
  ];
}

/** A measurement on one half of a set: the number of true pairs or duplicates and the 95% interval. */
export type Half = { value: number; n: number; low: number; high: number };

/** Returns the 95% interval of a proportion (Wilson's score interval, which also works for small counts and zero). */
export function wilson(right: number, n: number): [number, number] {
  const z = 1.96;
  const share = right / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const reach = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [middle - reach, middle + reach];
}

/**
 * Returns figures for both halves and the difference between them. If only one half had been used for tuning, a
 * difference of more than .02 that chance does not explain would mean overfitting. With fifty true pairs in a half,
 * chance alone produces differences of .1. So one figure says whether the 95% interval of the difference (Newcombe's,
 * from the two intervals) contains zero, and another whether the .02 limit is met.
 */
export function halfFigures(name: string, halves: readonly Half[]): Figure[] {
  const [a, b] = halves;
  if (a === undefined || b === undefined) return [];
  const difference = a.value - b.value;
  const from = difference - Math.hypot(a.value - a.low, b.high - b.value);
  const to = difference + Math.hypot(a.high - a.value, b.value - b.low);
  const each = ([half, one]: readonly [string, Half]) =>
    figure(`${name}, half ${half} (n = ${one.n}, ${one.low.toFixed(3)} to ${one.high.toFixed(3)})`, one.value, '', {
      wanted: printed,
      full: true,
    });
  return [
    each(['A', a]),
    each(['B', b]),
    figure(`${name}, difference of the halves`, Math.abs(difference), '', {
      wanted: atMost(DIFFERENCE, ''),
      full: true,
    }),
    figure(
      `${name}, interval of the difference holds 0 (${from.toFixed(3)} to ${to.toFixed(3)})`,
      from <= 0 && to >= 0 ? 1 : 0,
      '',
      {
        wanted: { text: '1: chance alone explains it', holds: (value) => value === 1 },
        full: true,
      },
    ),
  ];
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function judge(collection: Collection, truth: ReadonlySet<string>): (Judged & { key: string })[] {
  const { ids } = collection;
  return Array.from(linkAll(collection, learn(collection).model), ({ a, b, probability, weight }) => {
    const key = pairKey(ids[a] ?? '', ids[b] ?? '');
    return { key, probability, weight, same: truth.has(key) };
  });
}
