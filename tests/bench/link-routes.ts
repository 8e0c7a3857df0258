import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '#shared/link/collection.ts';
import { bestQuality, type Judged, qualityAt } from '#shared/link/evaluate.ts';
import { learn } from '#shared/link/learn.ts';
import { type Model, readModel } from '#shared/link/model.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { PLAIN } from '../../server/link-cli/csv.ts';
import { draftModel } from '../../server/link-cli/draft-model.ts';
import { linkedPairs } from '../../server/link-cli/link-files.ts';
import { truePairs } from '../../server/link-cli/write-demo.ts';
import { families, persons, shippedModel } from '../helpers/link.ts';
import { atLeast, type Figure, figure } from './figure.ts';
import { madeUpReports } from './link-demo.ts';
import { trainedRankFigures } from './link-rank.ts';
import { loadSet, type TestSet } from './link-sets.ts';

/** How much worse a result may be on a set than before training, because a few pairs are luck. */
const TOLERANCE = 0.005;

/**
 * Measures the two ways to get a model without labels: draft it from the columns or write it by hand, then train it.
 * Training must not make either one worse by more than the printed tolerance.
 */
export async function routeFigures(seed: number, quick: boolean): Promise<Figure[]> {
  const sets: [string, TestSet | null, Model | null][] = [
    ['febrl1', loadSet('febrl1'), shippedModel('febrl')],
    ['febrl2', loadSet('febrl2'), shippedModel('febrl')],
    ['restaurants', loadSet('restaurants'), shippedModel('restaurants')],
    ['made-up families', familySet(), null],
    ['made-up persons, two files', personFiles(), shippedModel('febrl')],
  ];
  const reports = await reportSet(seed, quick ? 4000 : 20_000);
  const figures: Figure[] = [];
  for (const [name, set, written] of sets) {
    if (set === null) continue;
    figures.push(...route(`${name}, drafted`, set, await drafted(set)));
    if (written !== null) figures.push(...route(`${name}, hand-written`, set, written));
  }
  figures.push(...route(`made-up reports ${seed}, hand-written`, reports, shippedModel('p2c')));
  return [...figures, ...(await trainedRankFigures(drafted))];
}

function route(name: string, set: TestSet, model: Model): Figure[] {
  const collection = collect(model, set.entries, set.second ?? null);
  const keyOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const truth = new Set(set.pairs.map(([a, b]) => keyOf(a, b)));
  const judge = (by: Model): Judged[] =>
    Array.from(linkedPairs(collection, by).pairs, ({ a, b, probability, weight }) => {
      const same = truth.has(keyOf(collection.ids[a] ?? '', collection.ids[b] ?? ''));
      return { probability, weight, same };
    });
  const before = bestQuality(judge(model), truth.size).f1;
  const trained = judge(learn(collection).model);
  return [
    figure(`${name}: best F1 after training`, bestQuality(trained, truth.size).f1, '', {
      wanted: {
        text: `no worse than untrained, within a tolerance of ${TOLERANCE}`,
        holds: (value) => value >= before - TOLERANCE,
      },
      full: true,
      peer: { name: 'untrained', value: before },
    }),
    figure(`${name}: true among pairs shown as ≥ 95 %`, qualityAt(trained, truth.size, 0.95).precision, '', {
      wanted: atLeast(0.93),
      full: true,
    }),
  ];
}

/**
 * Columns to leave out: those that reveal the truth (what was done about a case, or when it was closed), and the id,
 * which is passed separately. The draft command itself leaves out the other columns that hold the truth.
 */
const TRUTH = ['rec_id', 'closed_dt', 'case_enquiry_id', 'Issue id', 'Resolved', 'Resolution'];

/** Returns the model that the command drafts for a file with these records. */
async function drafted({ entries, second }: TestSet): Promise<Model> {
  const folder = mkdtempSync(join(tmpdir(), 'routes-'));
  const out = join(folder, 'm.json');
  // Columns that hold the truth are left out of the file, as their publishers advise.
  const columns = Object.keys(entries[0]?.row ?? {}).filter((name) => !TRUTH.includes(name));
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = entries.map(({ id, row }) => [id, ...columns.map((name) => row[name] ?? '')].map(cell).join(','));
  const parts = second === undefined ? [lines] : [lines.slice(0, second), lines.slice(second)];
  const files = parts.map((_, i) => join(folder, `${i}.csv`));
  for (const [i, part] of parts.entries())
    writeFileSync(files[i] ?? '', `id,${columns.join(',')}\n${part.join('\n')}\n`);
  await draftModel({ ...PLAIN, in: files, out });
  const model = readModel(readFileSync(out, 'utf8'));
  rmSync(folder, { recursive: true });
  return model;
}

/**
 * Returns two files of people: the first has every person, and the second has the second records of those who have one.
 */
function personFiles(): TestSet {
  const records = persons(1500);
  const isAgain = ({ id }: { id: string }): boolean => id.endsWith('b');
  const first = records.filter((one) => !isAgain(one));
  const again = records.filter(isAgain);
  const pairs = again.map(({ id, person }): [string, string] => [`${person}a`, id]);
  return { entries: [...first, ...again], pairs, second: first.length };
}

/** Returns reports about one incident, by the same person or by others, as the shipped model is meant to find them. */
async function reportSet(seed: number, count: number): Promise<TestSet> {
  const spouses = new Set<string>();
  const pairs: [string, string][] = [];
  const entries = Array.from(await madeUpReports(seed, count), (report) => {
    for (const [other, hypothesis] of truePairs(report, spouses))
      if (hypothesis !== 'related') pairs.push([other, report.trackingNumber]);
    return { id: report.trackingNumber, row: rowOfReport({ ...report, corrections: [] }) };
  });
  return { entries, pairs };
}

function familySet(): TestSet {
  const records = families(700);
  const pairs = records.flatMap((one, i) =>
    records
      .slice(i + 1)
      .flatMap((other): [string, string][] => (one.person === other.person ? [[one.id, other.id]] : [])),
  );
  return { entries: records, pairs };
}
