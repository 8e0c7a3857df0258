import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '#server/link-cli/csv.ts';
import { fitFiles } from '#server/link-cli/fit-files.ts';
import { linkFiles } from '#server/link-cli/link-files.ts';
import { loadModel } from '#server/link-cli/load.ts';
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
  // Both files use the same IDs: 3 is the same person in both.
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

test('two files are fitted, ranked and measured alike, whichever of the two a pair or a cluster names first', async () => {
  const people = seconds.map(({ person }) => person);
  const inOrder = await put('in-order.csv', `a,b\n${people.map((one) => `${one}a,${one}b`).join('\n')}\n`);
  const turned = await put('turned.csv', `a,b\n${people.map((one) => `${one}b,${one}a`).join('\n')}\n`);
  const clusters = people.flatMap((one) => [`${one}b,${one}`, `${one}a,${one}`]);
  const grouped = await put('grouped.csv', `id,cluster\n${clusters.join('\n')}\n`);
  const files = [
    await put(
      'own-first.csv',
      table(firsts, ({ id }) => id),
    ),
    await put(
      'own-second.csv',
      table(seconds, ({ id }) => id),
    ),
  ];
  const fit = { ...PLAIN, model, in: files, keep: 30, complete: false, out: at('fit.json') };
  const rank = { ...PLAIN, model, in: files, queryAfter: null, relations: null };
  await linkFiles({ ...linked, in: files, out: at('turned-pairs.csv') });
  const measured = (truth: string) => evaluateFiles({ ...judged, two: true, pairs: at('turned-pairs.csv'), truth });
  const wanted = { ranked: await rankFile({ ...rank, truth: inOrder }), measured: await measured(inOrder) };
  for (const truth of [inOrder, turned, grouped]) {
    expect((await fitFiles({ ...fit, truth }))[0], truth).toMatch(new RegExp(`^${seconds.length} true pairs`));
    expect(await rankFile({ ...rank, truth }), truth).toEqual(wanted.ranked);
  }
  expect(await measured(turned)).toEqual(wanted.measured);
  await expect(measured(grouped)).rejects.toThrow(
    /grouped\.csv: with --two, a cluster does not say which file its records are from/,
  );
  // Both files use the same IDs, so the ID of a cluster may mean two records.
  const alike = { ...fit, in: twoFiles(), truth: await put('alike.csv', 'id,cluster\n0,x\n3,x\n') };
  await expect(fitFiles(alike)).rejects.toThrow(/alike\.csv: "0" is an id in both files/);
  await expect(rankFile({ ...rank, in: alike.in, truth: alike.truth })).rejects.toThrow(/is an id in both files/);
});

test('an empty cell does not clear a column that may say which pairs are true', async () => {
  await expect(measured('a,b,verified\n1,2,1\n5,6,\n3,4,0\n')).rejects.toThrow(/odd\.csv: column "verified" has yes/);
  await expect(measured('a,b,note\n1,2,\n3,4,\n')).resolves.toContain('1 pairs found, 2 true pairs');
});

test.each([
  ['1', '0', 'unsure'],
  ['yes', 'no', '?'],
  ['1', '1', 'n/a'],
  ['0', '0', 'maybe'],
  ['same person', 'different person', ''],
])(
  'a column with %s, %s and "%s" may say which pairs are true, so it is refused with the odd cell',
  async (one, other, odd) => {
    const text = `a,b,verified\n1,2,${one}\n3,4,${other}\n5,6,${odd}\n`;
    const wanted = odd === '' ? 'column "verified" has yes and no in it' : `something else (line 4: "${odd}")`;
    await expect(measured(text)).rejects.toThrow(wanted);
  },
);

test('a column of numbers is no verdict, although it has 0 and 1 in it', async () => {
  await expect(measured('a,b,years\n1,2,0\n3,4,1\n5,6,7\n')).resolves.toContain('1 pairs found, 3 true pairs');
});

test('a file without names of columns whose third one says no of a pair is refused, also in its first line', async () => {
  for (const text of ['1,2,0\n2,1,1\n', '2,1,yes\n1,2,no\n'])
    await expect(measured(text), text).rejects.toThrow(/odd\.csv: column 3 has yes and no in it.*a,b,label/);
  await expect(measured('1,2,one\n2,1,0\n')).resolves.toContain('1 pairs found, 1 true pairs');
});

test.each([
  ['confirmed', 'rejected'],
  ['P', 'N'],
  ['Positive', 'Negative'],
  ['match', 'not_match'],
  ['matched', 'non-match'],
  ['accepted', 'Not a duplicate'],
  ['Same person', 'Different person'],
  ['Sí', 'negativo'],
])('of a pair, "%s" says yes and "%s" says no', async (yes, no) => {
  await expect(measured(`a,b,label\n1,2,${yes}\n3,4,${no}\n`)).resolves.toContain('1 pairs found, 1 true pairs');
});

test.each(['seamonkey', 'p2c'])(
  'fitting %s to some true pairs leaves no curve of other weights, and says so',
  async (name) => {
    const shipped = await loadModel(`resources/link/${name}.json`);
    expect(shipped.hypotheses[0]?.calibration.length).toBeGreaterThan(1);
    const names = [...new Set(shipped.fields.flatMap((one) => one.columns))];
    const lines = Array.from({ length: 60 }, (_, i) =>
      [i, ...names.map((column) => `${column} word${i >> 1}`)].join(','),
    );
    const all = await put(`${name}.csv`, `${shipped.id},${names.join(',')}\n${lines.join('\n')}\n`);
    const truth = await put(`${name}-truth.csv`, 'a,b\n0,1\n2,3\n');
    const fit = { ...PLAIN, model: `resources/link/${name}.json`, in: [all], truth, keep: 30, complete: false };
    const said = (await fitFiles({ ...fit, out: at(`${name}.json`) })).join('\n');
    expect(said).toContain("the model's probability curve was for other weights and dropped");
    const fitted = await loadModel(at(`${name}.json`));
    expect(fitted.hypotheses.map((one) => one.calibration)).toEqual(fitted.hypotheses.map(() => []));
  },
);

test('one pair in the other order does not turn the others, where both files number alike', async () => {
  const pairs = await put('alike-pairs.csv', 'a,b,probability\n1,1,0.9\n2,2,0.9\n7,5,0.9\n');
  const truth = await put('alike-truth.csv', 'a,b\n1,1\n2,2\n5,7\n');
  const lines = await evaluateFiles({ ...judged, two: true, pairs, truth });
  expect(lines.find((line) => line.startsWith('0.50'))?.replace(/\s+/g, ' ')).toBe('0.50 3 0.6667 0.6667 0.6667');
});

test('a truth of few clusters sets the prior, too', async () => {
  const low = JSON.parse(await readFile(model, 'utf8'));
  low.hypotheses[0].prior = -40;
  const some = seconds.slice(0, 5).flatMap(({ person }) => [`${person}a,${person}`, `${person}b,${person}`]);
  const truth = await put('clusters.csv', `id,cluster\n${some.join('\n')}\n`);
  const fit = { ...PLAIN, in: [at('all.csv')], keep: 30, complete: false, truth, out: at('low-fitted.json') };
  await fitFiles({ ...fit, model: await put('low.json', JSON.stringify(low)) });
  expect((await loadModel(at('low-fitted.json'))).hypotheses[0]?.prior).toBeGreaterThan(-20);
});

test('no probabilities are said to be fitted where there are too few pairs to fit them to', async () => {
  const truth = await put('few.csv', 'a,b,label\n0a,0b,1\n3a,3b,1\n0a,3a,0\n');
  const fit = { ...PLAIN, model, in: [at('all.csv')], keep: 30, complete: false };
  const said = (await fitFiles({ ...fit, truth, out: at('few.json') })).join('\n');
  expect(said).toContain(
    'probabilities not fitted to the pairs in the truth file: this needs at least 50 pairs, and there are fewer',
  );
  expect((await loadModel(at('few.json'))).hypotheses[0]?.calibration).toEqual([]);
});

const measured = async (text: string) =>
  evaluateFiles({
    ...judged,
    two: false,
    pairs: await put('found.csv', 'a,b,probability\n1,2,0.9\n'),
    truth: await put('odd.csv', text),
  });

test('a truth file with a column that may be a verdict, or with a verdict that is neither, is refused by name', async () => {
  await expect(measured('a,b,verified\n1,2,1\n3,4,0\n')).rejects.toThrow(/odd\.csv: column "verified" has yes and no/);
  await expect(measured('a,b,label\n1,2,1\n3,4,maybe\n')).rejects.toThrow(
    'odd.csv: line 3, column "label": "maybe" says neither yes nor no',
  );
  await expect(measured('a,b,how\n1,2,again\n3,4,moved\n')).resolves.toContain('1 pairs found, 2 true pairs');
});
