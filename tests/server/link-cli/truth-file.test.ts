import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '#server/link-cli/csv.ts';
import { fitFiles } from '#server/link-cli/fit-files.ts';
import { linkFiles } from '#server/link-cli/link-files.ts';
import { evaluateFiles, rankFile } from '#server/link-cli/measure.ts';
import { persons } from '../../helpers/link.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const put = async (name: string, text: string) => {
  await writeFile(at(name), text);
  return at(name);
};
const model = 'resources/link/febrl.json';
const records = persons(450);
const columns = Object.keys(records[0]?.row ?? {});
const table = (some: typeof records, idOf: (one: (typeof records)[number]) => string) =>
  `rec_id,${columns.join(',')}\n${some.map((one) => [idOf(one), ...columns.map((c) => one.row[c])].join(',')).join('\n')}\n`;
const firsts = records.filter(({ id }) => id.endsWith('a'));
const seconds = records.filter(({ id }) => id.endsWith('b'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truth-'));
  await put(
    'all.csv',
    table(records, ({ id }) => id),
  );
  // Both files number their records alike: 3 is one person in both.
  await put(
    'first.csv',
    table(firsts, ({ person }) => person),
  );
  await put(
    'second.csv',
    table(seconds, ({ person }) => person),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const judged = { ...PLAIN, relations: null };
const linked = { ...PLAIN, model, train: false, learned: null, threshold: 0.01 };
const twoFiles = () => [at('first.csv'), at('second.csv')];
const sameIds = () => put('same.csv', `a,b\n${seconds.map(({ person }) => `${person},${person}`).join('\n')}\n`);

test('between two files, a pair with the same id on both sides is a pair', async () => {
  await linkFiles({ ...linked, in: twoFiles(), out: at('pairs.csv') });
  const lines = await evaluateFiles({ ...judged, two: true, pairs: at('pairs.csv'), truth: await sameIds() });
  expect(lines[0]).toContain(`${seconds.length} true pairs`);
  const best = /best +\d+ +\S+ +\S+ +(\S+)/.exec(lines.at(-1) ?? '')?.[1];
  expect(Number(best), lines.join('\n')).toBeGreaterThan(0.95);
});

test('two files can be fitted and ranked, also where they number their records alike', async () => {
  const options = { ...PLAIN, model, in: twoFiles(), truth: await sameIds() };
  const [fitted = ''] = await fitFiles({ ...options, out: at('fitted.json'), keep: 30, complete: true });
  expect(fitted).toMatch(new RegExp(`^${seconds.length} true pairs`));
  const ranked = await rankFile({ ...options, queryAfter: null, relations: null });
  expect(ranked[0]).toBe(
    `${seconds.length} records ranked against older ones; ${seconds.length} are duplicates of an older one`,
  );
  expect(Number(/hit@1 (\S+)/.exec(ranked.join(' '))?.[1]), ranked.join('\n')).toBeGreaterThan(0.95);
});

test('fitting to a part of the true pairs does not count the others as false', async () => {
  const some = seconds.slice(0, 40).map(({ person }) => `${person}a,${person}b`);
  const truth = await put('some.csv', `a,b\n${some.join('\n')}\n`);
  const fit = { ...PLAIN, model, in: [at('all.csv')], keep: 30, complete: false };
  const said = await fitFiles({ ...fit, truth, out: at('part.json') });
  expect(said.join(' ')).toContain('does not say which pairs are not true');
  await linkFiles({ ...linked, model: at('part.json'), in: [at('all.csv')], out: at('part.csv') });
  const all = await put('all-truth.csv', `a,b\n${seconds.map(({ person }) => `${person}a,${person}b`).join('\n')}\n`);
  const lines = await evaluateFiles({ ...judged, two: false, pairs: at('part.csv'), truth: all });
  const f1 = /0\.95 +\d+ +\S+ +\S+ +(\S+)/.exec(lines.join('\n'))?.[1];
  expect(Number(f1), lines.join('\n')).toBeGreaterThan(0.9);
});

test('rows that say a pair is not true are used for the probabilities', async () => {
  const others = firsts.slice(0, 120).map(({ id }, i) => `${id},${firsts[i + 1]?.id},0`);
  const rows = [...seconds.map(({ person }) => `${person}a,${person}b,1`), ...others];
  const truth = await put('verdicts.csv', `a,b,label\n${rows.join('\n')}\n`);
  const fit = { ...PLAIN, model, in: [at('all.csv')], keep: 30, complete: false };
  const said = await fitFiles({ ...fit, truth, out: at('verdicts.json') });
  expect(said[0]).toContain(`${seconds.length} true pairs and 120 that are not`);
  expect(JSON.parse(await readFile(at('verdicts.json'), 'utf8')).hypotheses[0].calibration.length).toBeGreaterThan(2);
});

test('a truth file with a column that may be a verdict, or with a verdict that is neither, is refused by name', async () => {
  const pairs = await put('found.csv', 'a,b,probability\n1,2,0.9\n');
  const measured = async (text: string) =>
    evaluateFiles({ ...judged, two: false, pairs, truth: await put('odd.csv', text) });
  await expect(measured('a,b,verified\n1,2,1\n3,4,0\n')).rejects.toThrow(/odd\.csv: column "verified" has yes and no/);
  await expect(measured('a,b,label\n1,2,1\n3,4,maybe\n')).rejects.toThrow(
    'odd.csv: line 3, column "label": "maybe" says neither yes nor no',
  );
  await expect(measured('a,b,how\n1,2,again\n3,4,moved\n')).resolves.toContain('1 pairs found, 2 true pairs');
});
