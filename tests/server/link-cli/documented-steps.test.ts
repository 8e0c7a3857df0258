import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '#server/link-cli/csv.ts';
import { draftModel } from '#server/link-cli/draft-model.ts';
import { linkFiles } from '#server/link-cli/link-files.ts';
import { evaluateFiles } from '#server/link-cli/measure.ts';
import { families } from '../../helpers/link.ts';

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
afterAll(() => rm(folder, { recursive: true }));

/** The documented steps. @returns precision and F1 at a probability of .95, and the best F1. */
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
