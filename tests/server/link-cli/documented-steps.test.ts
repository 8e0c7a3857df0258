import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN, readCsv } from '#server/link-cli/csv.ts';
import { draftModel } from '#server/link-cli/draft-model.ts';
import { linkFiles } from '#server/link-cli/link-files.ts';
import { evaluateFiles } from '#server/link-cli/measure.ts';
import { families, persons } from '../../helpers/link.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const records = families(500);
const columns = Object.keys(records[0]?.row ?? {});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steps-'));
  const lines = records.map(({ id, row }) => [id, ...columns.map((column) => row[column])].join(','));
  await writeFile(at('a.csv'), `rec_id,${columns.join(',')}\n${lines.join('\n')}\n`);
  await writeFile(at('truth.csv'), `id,cluster\n${records.map(({ id, person }) => `${id},${person}`).join('\n')}\n`);
});
/** Writes two files: one with everyone's first record, the other with the second records. */
async function twoFiles(): Promise<void> {
  const people = persons(400);
  const names = Object.keys(people[0]?.row ?? {});
  const lines = (of: typeof people) =>
    `rec_id,${names.join(',')}\n${of.map(({ id, row }) => [id, ...names.map((name) => row[name])].join(',')).join('\n')}\n`;
  const first = people.filter(({ id }) => id.endsWith('a'));
  const again = people.filter(({ id }) => id.endsWith('b'));
  // A few people have a brother in the first file, at the same address.
  const brothers = again
    .filter((_, i) => i % 12 === 0)
    .map(({ person, row }) => ({
      id: `${person}x`,
      person: '',
      row: { ...row, given_name: 'bruno' },
    }));
  await writeFile(at('first.csv'), lines([...first, ...brothers]));
  await writeFile(at('again.csv'), lines(again));
}

afterAll(() => rm(folder, { recursive: true }));

/**
 * Runs the documented steps.
 * @returns precision at a probability of .95, the best F1, and the lines that were printed.
 */
async function measured(train: boolean) {
  await draftModel({ ...PLAIN, in: [at('a.csv')], out: at('m.json') });
  const said: string[] = [];
  const options = { ...PLAIN, model: at('m.json'), in: [at('a.csv')], out: at('pairs.csv'), learned: null };
  await linkFiles({ ...options, train, threshold: 0.01 }, (line) => said.push(line));
  const lines = await evaluateFiles({
    ...PLAIN,
    pairs: at('pairs.csv'),
    truth: at('truth.csv'),
    relations: null,
    two: false,
  });
  const figures = (name: string) => (lines.find((line) => line.startsWith(name)) ?? '').split(/\s+/).map(Number);
  const [, , precision = 0] = figures('0.95');
  const [, , , , best = 0] = figures('best');
  return { precision, best, said: said.join('\n') };
}

test('training without labels does not take a family for a person, and says what it counts once', async () => {
  const draft = await measured(false);
  const trained = await measured(true);
  expect(trained.best).toBeGreaterThanOrEqual(draft.best);
  expect(trained.best).toBeGreaterThan(0.95);
  expect(trained.precision).toBeGreaterThan(0.93);
  expect(trained.said).toMatch(/where address agrees, an equal town counts for \d+% of its weight/);
  expect(trained.said).toMatch(/about \d+ pairs are expected to be the same/);
});

test('of two files, the pairs of one record compete for it, and the weights in the pairs file say so', async () => {
  await twoFiles();
  const said: string[] = [];
  const files = [at('first.csv'), at('again.csv')];
  await draftModel({ ...PLAIN, in: files, out: at('two.json') });
  const options = { ...PLAIN, model: at('two.json'), in: files, out: at('two.csv'), learned: null, train: false };
  await linkFiles({ ...options, threshold: 0.01 }, (line) => said.push(line));
  expect(said.join('\n')).toContain('a record has at most one partner in the other file');
  const rivals: number[] = [];
  const best = new Map<string, { a: string; weight: number }>();
  for await (const { row } of readCsv(at('two.csv'))) {
    const weight = Number(row['weight']);
    const parts = Object.entries(row).filter(([name]) => name.endsWith('_weight'));
    expect(parts.reduce((sum, [, part]) => sum + Number(part), 0)).toBeCloseTo(weight, 2);
    rivals.push(Number(row['rivals_weight']));
    const before = best.get(row['b'] ?? '');
    if (before === undefined || weight > before.weight) best.set(row['b'] ?? '', { a: row['a'] ?? '', weight });
  }
  expect(Math.min(...rivals)).toBeLessThan(-2);
  expect(Math.max(...rivals)).toBe(0);
  const right = [...best].filter(([b, { a }]) => a === b.replace('b', 'a')).length;
  expect(right).toBeGreaterThan(0.9 * best.size);
});
