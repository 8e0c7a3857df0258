import { type Collection, collect } from '#shared/link/collection.ts';
import { bestQuality, type Judged, qualityAt } from '#shared/link/evaluate.ts';
import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import { hash32 } from '#shared/link/text.ts';
import { shippedModel } from '../helpers/link.ts';
import { atLeast, type Figure, figure, printed } from './figure.ts';
import { loadSet } from './link-sets.ts';

/** Which half of its set something belongs to. */
export const halfOf = (id: string): 0 | 1 => ((hash32(id) >>> 5) % 2) as 0 | 1;

const DIFFERENCE = 0.02;

/** Best F1 on a public set of which all true pairs are known, learnt without labels. */
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
    return { value: f1, n: truths, error: errorOfF1(Math.round(precision * found), found, truths) };
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

/** A measure on one half of a set: over how many true pairs or repeats, and its standard error. */
export type Half = { value: number; n: number; error: number };

/** Standard error of F1 by the delta method: it is 2J / (1 + J) of the share J of right ones among all found or true. */
function errorOfF1(right: number, found: number, truths: number): number {
  const all = found + truths - right;
  const share = right / all;
  return (2 / (1 + share) ** 2) * errorOfShare(share, all);
}

export const errorOfShare = (share: number, n: number): number => Math.sqrt((share * (1 - share)) / n);

/**
 * Both halves, and how far they are apart. More than .02 that chance does not explain would be overfitting, if one half
 * alone had been tuned on; with fifty true pairs in a half, chance alone makes differences of .1.
 */
export function halfFigures(name: string, halves: readonly Half[]): Figure[] {
  const [a, b] = halves;
  if (a === undefined || b === undefined) return [];
  const difference = a.value - b.value;
  const reach = 1.96 * Math.hypot(a.error, b.error);
  const [from, to] = [difference - reach, difference + reach].map((one) => one.toFixed(3));
  return [
    figure(`${name}, half A (n = ${a.n}, ± ${a.error.toFixed(3)})`, a.value, '', { wanted: printed, full: true }),
    figure(`${name}, half B (n = ${b.n}, ± ${b.error.toFixed(3)})`, b.value, '', { wanted: printed, full: true }),
    figure(`${name}, difference of the halves (95 %: ${from} to ${to})`, Math.abs(difference), '', {
      wanted: {
        text: `≤ ${DIFFERENCE}, or chance explains it`,
        holds: (value) => value <= DIFFERENCE || value <= reach,
      },
      full: true,
    }),
  ];
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function judge(collection: Collection, truth: ReadonlySet<string>): (Judged & { key: string })[] {
  const { ids } = collection;
  return Array.from(linkAll(collection, learn(collection)), ({ a, b, probability, weight }) => {
    const key = pairKey(ids[a] ?? '', ids[b] ?? '');
    return { key, probability, weight, same: truth.has(key) };
  });
}
