import { collect } from '#shared/link/collection.ts';
import { type Judged, qualityAt } from '#shared/link/evaluate.ts';
import { linkAll } from '#shared/link/link.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { rankOlder, rankQuality } from '#shared/link/rank.ts';
import { shippedModel } from '../helpers/link.ts';
import { atLeast, type Bench, type Figure, figure, printed } from './figure.ts';
import { SEEDS, strangersSet } from './strangers-set/strangers-set.ts';

/** The last band has no upper end. */
const BANDS = [
  [0, 0.2],
  [0.2, 0.5],
  [0.5, 0.8],
  [0.8, 0.95],
  [0.95, Number.POSITIVE_INFINITY],
] as const;
/** A band's share of true pairs may differ this much from what the desk says. */
const MOST_OFF = 0.05;

/**
 * Measures the shipped model on reports made by somebody who had seen neither the demo data nor the model. With
 * `P2C_KEPT=1`, on the seed that nothing was fitted to: it is meant for one last measurement, not for tuning.
 */
export const linkStrangers: Bench = async ({ quick }) => {
  const seed = process.env['P2C_KEPT'] === '1' ? 'KEPT' : 'OPEN';
  const { reports, truth } = strangersSet(SEEDS[seed], quick ? 4000 : 20_000);
  const model = shippedModel('p2c');
  const collection = collect(
    model,
    reports.map((report) => ({ id: report.id, row: rowOfReport(report) })),
  );
  const at = new Map(collection.ids.map((id, i) => [id, i]));
  const truths = new Map<number, Set<number>>();
  for (const { a, b, kind } of truth.pairs) {
    if (kind !== 'duplicate') continue;
    const [one, other] = [at.get(a) ?? 0, at.get(b) ?? 0];
    const [older, newer] = [Math.min(one, other), Math.max(one, other)];
    truths.set(newer, (truths.get(newer) ?? new Set()).add(older));
  }
  const total = [...truths.values()].reduce((sum, older) => sum + older.size, 0);
  const judged = Array.from(
    linkAll(collection, model),
    ({ a, b, probability, weight }): Judged => ({ probability, weight, same: truths.get(b)?.has(a) === true }),
  );
  const full = { full: !quick };
  const name = (what: string) => `${seed}: ${what}`;
  const qualities = [0.5, 0.95].flatMap((threshold): Figure[] => {
    const { precision, recall, f1 } = qualityAt(judged, total, threshold);
    const f1Wanted = threshold === 0.5 ? atLeast(0.9) : printed;
    return [
      figure(name(`precision at ${threshold}`), precision, '', { wanted: printed, ...full }),
      figure(name(`recall at ${threshold} (${total} pairs)`), recall, '', { wanted: printed, ...full }),
      figure(name(`F1 at ${threshold}`), f1, '', { wanted: f1Wanted, ...full }),
    ];
  });
  const bands = BANDS.flatMap(([from, to]): Figure[] => {
    const inside = judged.filter(({ probability }) => probability >= from && probability < to);
    if (inside.length === 0) return [];
    const said = inside.reduce((sum, { probability }) => sum + probability, 0) / inside.length;
    const text = `${said.toFixed(3)} ± ${MOST_OFF}`;
    const wanted = { text, holds: (value: number) => Math.abs(value - said) <= MOST_OFF };
    const share = inside.filter(({ same }) => same).length / inside.length;
    return [figure(name(`true among ${inside.length} shown from ${from}`), share, '', { wanted, ...full })];
  });
  const quality = rankQuality(rankOlder(collection, 0), reports.length, truths, 0.5);
  return [
    ...qualities,
    ...bands,
    figure(name('first candidate is true'), quality.hit1, '', { wanted: printed, ...full }),
  ];
};
