import { HYPOTHESES, isAnotherWitness } from '#shared/domain/duplicate.ts';
import { isSamePerson } from '#shared/domain/same-person.ts';
import { candidates, collect } from '#shared/link/collection.ts';
import { NO_FEATURES } from '#shared/link/features.ts';
import { createScorer } from '#shared/link/link.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import type { Term } from '#shared/link/weigh.ts';
import { generateReports, type SeedReport } from '../../server/demo-data/generate.ts';
import { readDemoWorld } from '../../server/demo-data/resources.ts';
import { truePairs } from '../../server/link-cli/write-demo.ts';
import { shippedModel } from '../helpers/link.ts';
import { atLeast, atMost, type Figure, figure, printed } from './figure.ts';

/** Seeds 101 to 105, on which the model was fitted and tuned, are never measured. */
const SEED_BASE = 7000;
const UNTIL = new Date('2026-11-01T12:00:00.000Z');
const NOT_REPEATS = ['repeat_victim', 'spree'];

/** Returns reports from a seed that nothing was tuned on. */
export async function madeUpReports(seed: number, count: number): Promise<Iterable<SeedReport>> {
  return generateReports({ count, seed: SEED_BASE + seed, until: UNTIL }, await readDemoWorld('resources'));
}

/**
 * Measures figures for made-up reports from a seed that nothing was tuned on, broken down by how each duplicate was
 * made.
 */
export async function demoFigures(seed: number, quick: boolean): Promise<Figure[]> {
  const model = shippedModel('p2c');
  const reports = [...(await madeUpReports(seed, quick ? 4000 : 20_000))];
  const collection = collect(
    model,
    reports.map((one) => ({ id: one.trackingNumber, row: rowOfReport({ ...one, corrections: [] }) })),
  );
  const truth = new Map<string, string>();
  const byOthers = new Set<string>();
  const spouses = new Set<string>();
  for (const report of reports)
    for (const [other, hypothesis] of truePairs(report, spouses))
      if (hypothesis === 'other_person') byOthers.add(`${other} ${report.trackingNumber}`);
  for (const {
    trackingNumber,
    truth: { pairs },
  } of reports)
    for (const pair of pairs) truth.set(`${pair.trackingNumber} ${trackingNumber}`, pair.relation);
  const { score, weigher, levels } = createScorer(model);
  const found = new Map<string, number>();
  const flagged = new Set<number>();
  let [others, takenForOne] = [0, 0];
  let sure = 0;
  let sureAndTrue = 0;
  const all = [...candidates(collection)];
  for (const [b, earlier] of all) {
    for (const a of earlier) {
      const two = { a: collection.features[a] ?? NO_FEATURES, b: collection.features[b] ?? NO_FEATURES };
      const one = score(two.a, two.b);
      if (one === null || one.probability < model.show || model.hypotheses[one.hypothesis]?.duplicate !== true)
        continue;
      flagged.add(b);
      const relation = truth.get(`${collection.ids[a]} ${collection.ids[b]}`);
      if (byOthers.has(`${collection.ids[a]} ${collection.ids[b]}`)) {
        others += 1;
        const terms = weigher.explain(levels, two)?.terms ?? [];
        if (isTakenForOne(model.hypotheses[one.hypothesis]?.name, terms, reports[a], reports[b])) takenForOne += 1;
      }
      if (relation !== undefined) found.set(relation, (found.get(relation) ?? 0) + 1);
      if (one.probability < 0.95) continue;
      sure += 1;
      if (relation !== undefined && !NOT_REPEATS.includes(relation)) sureAndTrue += 1;
    }
  }
  const alone = reports.flatMap((one, i) =>
    one.truth.pairs.every(({ relation }) => NOT_REPEATS.includes(relation)) ? [i] : [],
  );
  const totals = new Map<string, number>();
  for (const relation of truth.values()) totals.set(relation, (totals.get(relation) ?? 0) + 1);
  const h1 = [...totals.keys()].filter((one) => one !== 'witness' && !NOT_REPEATS.includes(one));
  const sum = (of: Map<string, number>, relations: readonly string[]) =>
    relations.reduce((all, one) => all + (of.get(one) ?? 0), 0);
  const share = (relations: readonly string[]) => sum(found, relations) / sum(totals, relations);
  const more = { full: true };
  return [
    figure(`demo ${seed}: duplicates found, H1 (${sum(totals, h1)})`, share(h1), '', {
      wanted: atLeast(0.95),
      ...more,
    }),
    ...h1.map((one) =>
      figure(`demo ${seed}: found, ${one} (${totals.get(one)})`, share([one]), '', { wanted: printed, ...more }),
    ),
    figure(`demo ${seed}: found, another witness, H2 (${totals.get('witness')})`, share(['witness']), '', {
      wanted: atLeast(0.75),
      ...more,
    }),
    figure(
      `demo ${seed}: flagged among reports that repeat nothing`,
      alone.filter((i) => flagged.has(i)).length / alone.length,
      '',
      { wanted: atMost(0.01, ''), ...more },
    ),
    figure(`demo ${seed}: witness or spouse offered for rejection (${others} found)`, takenForOne / others, '', {
      wanted: atMost(0, ''),
      ...more,
    }),
    figure(`demo ${seed}: true among pairs shown as ≥ 95 %`, sureAndTrue / sure, '', {
      wanted: atLeast(0.93),
      ...more,
    }),
  ];
}

/** Returns whether the desk would offer to reject such a report as a duplicate. */
function isTakenForOne(
  hypothesis: string | undefined,
  terms: readonly Term[],
  one?: SeedReport,
  other?: SeedReport,
): boolean {
  if (one === undefined || other === undefined) return false;
  const samePerson = isSamePerson({ ...one, corrections: [] }, { ...other, corrections: [] });
  const name = HYPOTHESES.find((known) => known === hypothesis) ?? 'related';
  return !isAnotherWitness({ hypothesis: name, terms: [...terms], samePerson });
}
