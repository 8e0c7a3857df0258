import { P2C_COLUMNS, rowOfReport } from '#shared/link/p2c.ts';
import { generateReports, type SeedReport } from '../demo-data/generate.ts';
import { readDemoWorld } from '../demo-data/resources.ts';
import { writeCsv } from './csv.ts';
import { checkOutputs } from './output.ts';

/** Fixed end of the generated period, so a count and a seed always give the same files. */
const UNTIL = new Date('2026-11-01T12:00:00.000Z');

/**
 * The P2C model's hypothesis for a relation used by the generator; null when none applies. `spouses` is the number of
 * the pair's reports that were filed by the reporter's spouse.
 */
export function hypothesisOf(relation: string, spouses: number): 'same_person' | 'other_person' | 'related' | null {
  if (relation === 'repeat_victim') return 'related';
  if (relation === 'witness') return 'other_person';
  if (relation === 'spree' || spouses > 1) return null;
  return spouses === 1 ? 'other_person' : 'same_person';
}

/**
 * Writes demo reports and their ground truth as files for the other commands.
 * @returns a description of what was done.
 */
export async function writeDemo(options: {
  reports: number;
  seed: number;
  out: string;
  truth: string;
}): Promise<string> {
  await checkOutputs({ '--out': options.out, '--truth': options.truth }, []);
  const world = await readDemoWorld('resources');
  const out = writeCsv(options.out);
  const truth = writeCsv(options.truth);
  await out.row(['tracking', 'received', ...P2C_COLUMNS]);
  await truth.row(['a', 'b', 'relation', 'how']);
  const spouses = new Set<string>();
  let pairs = 0;
  for (const report of generateReports({ count: options.reports, seed: options.seed, until: UNTIL }, world)) {
    const row = rowOfReport({ ...report, corrections: [] });
    await out.row([
      report.trackingNumber,
      report.receivedAt.toISOString(),
      ...P2C_COLUMNS.map((column) => row[column] ?? ''),
    ]);
    for (const [other, relation, how] of truePairs(report, spouses)) {
      pairs += 1;
      await truth.row([other, report.trackingNumber, relation, how]);
    }
  }
  await Promise.all([out.end(), truth.end()]);
  return `${options.reports} reports in ${options.out}, ${pairs} pairs in ${options.truth}`;
}

/**
 * @param spouses collects the tracking numbers of all reports so far that were filed by another adult in the household;
 * if such an adult filed this report, its number is added.
 */
export function truePairs(
  { trackingNumber, truth }: Pick<SeedReport, 'trackingNumber' | 'truth'>,
  spouses: Set<string>,
): [string, string, string][] {
  if (truth.pairs.some((one) => one.relation === 'spouse')) spouses.add(trackingNumber);
  return truth.pairs.flatMap((one): [string, string, string][] => {
    const count = (spouses.has(trackingNumber) ? 1 : 0) + (spouses.has(one.trackingNumber) ? 1 : 0);
    const hypothesis = hypothesisOf(one.relation, count);
    return hypothesis === null ? [] : [[one.trackingNumber, hypothesis, one.relation]];
  });
}
