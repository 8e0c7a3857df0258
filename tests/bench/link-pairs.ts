import { type Collection, collect } from '#shared/link/collection.ts';
import { bestQuality, type Judged, qualityAt } from '#shared/link/evaluate.ts';
import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import { hash32 } from '#shared/link/text.ts';
import { shippedModel } from '../helpers/link.ts';
import { atLeast, atMost, type Figure, figure, printed } from './figure.ts';
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
  const halves = ([0, 1] as const).map((half) => {
    const own = [...truth].filter((key) => halfOf(key) === half).length;
    return bestQuality(
      judged.filter((one) => halfOf(one.key) === half),
      own,
    ).f1;
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

/** Both halves, and how far they are apart: more than chance would be overfitting, if one half alone had been tuned on. */
export function halfFigures(name: string, [a = 0, b = 0]: readonly number[]): Figure[] {
  return [
    figure(`${name}, half A`, a, '', { wanted: printed, full: true }),
    figure(`${name}, half B`, b, '', { wanted: printed, full: true }),
    figure(`${name}, difference of the halves`, Math.abs(a - b), '', { wanted: atMost(DIFFERENCE, ''), full: true }),
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
