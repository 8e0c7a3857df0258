import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '#server/link-cli/csv.ts';
import { draftModel } from '#server/link-cli/draft-model.ts';
import { fitFiles } from '#server/link-cli/fit-files.ts';
import { linkFiles } from '#server/link-cli/link-files.ts';
import { evaluateFiles, rankFile } from '#server/link-cli/measure.ts';
import { writeDemo } from '#server/link-cli/write-demo.ts';
import { readModel } from '#shared/link/model.ts';
import { persons } from '../../helpers/link.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const febrl = 'resources/link/febrl.json';
const p2c = 'resources/link/p2c.json';
const records = persons(300);
const columns = Object.keys(records[0]?.row ?? {});
const csv = (rows: typeof records) =>
  ['rec_id', ...columns].join(', ') +
  '\n' +
  rows.map((one) => [one.id, ...columns.map((c) => one.row[c])].join(', ')).join('\n');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'link-'));
  await writeFile(at('all.csv'), csv(records));
  await writeFile(at('first.csv'), csv(records.filter((one) => one.id.endsWith('a'))));
  await writeFile(at('second.csv'), csv(records.filter((one) => one.id.endsWith('b'))));
  await writeFile(at('truth.csv'), `a,b\n${Array.from({ length: 100 }, (_, i) => `${i * 3}a,${i * 3}b`).join('\n')}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const linked = { ...PLAIN, model: febrl, out: '', train: true, learned: null, threshold: 0.01 };
const judged = { ...PLAIN, relations: null, two: false };

test('links one file with itself or two files with each other, and measures both against the ground truth', async () => {
  await linkFiles({ ...linked, in: [at('all.csv')], out: at('pairs.csv') });
  await linkFiles({ ...linked, in: [at('first.csv'), at('second.csv')], out: at('between.csv') });
  for (const pairs of ['pairs.csv', 'between.csv']) {
    const lines = await evaluateFiles({ ...judged, pairs: at(pairs), truth: at('truth.csv') });
    const best = /best +\d+ +(\S+) +(\S+) +(\S+)/.exec(lines.at(-1) ?? '');
    expect(Number(best?.[3]), lines.join('\n')).toBeGreaterThan(0.97);
  }
  const [header = '', first = ''] = (await readFile(at('pairs.csv'), 'utf8')).split('\n');
  const compared = 'given_name,surname,street_number,street,house,suburb,postcode,birth_date,number'.split(',');
  const weights = [...compared.map((name) => `${name}_weight`), 'rivals_weight', 'prior_weight'];
  expect(header.split(',')).toEqual(['a', 'b', 'probability', 'weight', 'hypothesis', ...compared, ...weights]);
  const cells = first.split(',').map(Number);
  expect(cells.slice(-weights.length).reduce((sum, one) => sum + one, 0)).toBeCloseTo(cells[3] ?? 0, 2);
  expect(first.split(',')).toHaveLength(header.split(',').length);
  // When two files are linked, no pair is within a single file.
  const between = (await readFile(at('between.csv'), 'utf8')).trim().split('\n').slice(1);
  expect(between.every((line) => /^\d+a,\d+b,/.test(line))).toBe(true);
});

const failing = async (name: string, text: string | Buffer, more: Partial<typeof linked> = {}) => {
  await writeFile(at(name), text);
  return linkFiles({ ...linked, in: [at(name)], out: at('none.csv'), ...more });
};

test('errors in a file are reported with line and column', async () => {
  await expect(failing('open.csv', `${csv(records.slice(0, 2))}\n9a,"x\n${csv(records.slice(2, 5))}`)).rejects.toThrow(
    /open\.csv: line 4, column "given_name": a quote .* is never closed/,
  );
  await expect(failing('short.csv', csv(records.slice(0, 3)) + '\n9a,x\n')).rejects.toThrow(
    /short\.csv: line 5.*[Rr]ecord [Ll]ength/,
  );
  await expect(failing('other.csv', 'rec_id,color\n1,red\n2,blue\n')).rejects.toThrow(
    'line 1: model febrl reads the column "given_name"',
  );
  await expect(failing('twice.csv', csv([...records.slice(0, 2), ...records.slice(0, 1)]))).rejects.toThrow(
    'line 4, column "rec_id": "0a" is already used in line 2',
  );
  await expect(failing('columns.csv', 'a,a\n1,2\n')).rejects.toThrow('line 1: two columns are named "a"');
  await expect(failing('empty.csv', '')).rejects.toThrow('no records found');
  await expect(failing('one.csv', csv(records.slice(0, 1)))).rejects.toThrow('there is only one record');
  await expect(linkFiles({ ...linked, in: [at('gone.csv')], out: at('x') })).rejects.toThrow('gone.csv: no such file');
  await writeFile(at('model.json'), '{"format": 1,}');
  await expect(failing('all2.csv', csv(records), { model: at('model.json') })).rejects.toThrow(
    /model\.json: line 1, column 14: this is not JSON/,
  );
  const model = JSON.parse(await readFile(febrl, 'utf8'));
  // A Windows editor starts a file with a byte order mark.
  await writeFile(at('marked.json'), `\ufeff${JSON.stringify(model)}`);
  await expect(failing('all2.csv', csv(records), { model: at('marked.json') })).resolves.toContainEqual(
    expect.stringMatching(/^\d+ records/),
  );
  model.comparisons[1].levels[0].u = 2;
  await writeFile(at('model.json'), JSON.stringify(model, null, 1));
  await expect(failing('all2.csv', csv(records), { model: at('model.json') })).rejects.toThrow(
    /model\.json: line \d\d+, column 11: comparisons\.1\.levels\.0\.u:/,
  );
});

test('a file that is not UTF-8 is detected, and is read in the encoding that is given', async () => {
  const text = `rec_id;${columns.join(';')}\n${Array.from({ length: 3000 }, (_, i) => `${i};Peña${';x'.repeat(columns.length - 1)}`).join('\n')}`;
  const form = { encoding: 'windows-1252', delimiter: ';' };
  await expect(failing('latin.csv', Buffer.from(text, 'latin1'), { delimiter: ';' })).rejects.toThrow(
    'latin.csv: line 2, column 5: this is not utf-8 text',
  );
  await expect(failing('latin.csv', Buffer.from(text, 'latin1'), form)).resolves.toContainEqual(
    expect.stringMatching(/^3000 records,/),
  );
  // The invalid character comes after many valid ones that fall on chunk boundaries.
  const late = Buffer.concat([Buffer.from(`${text}\n`), Buffer.from(text.slice(text.indexOf('\n') + 1), 'latin1')]);
  await expect(failing('late.csv', late, { delimiter: ';' })).rejects.toThrow(
    'late.csv: line 3002, column 5: this is not',
  );
  // A character that straddles a chunk boundary and has an invalid second byte.
  const head = `rec_id;${columns.join(';')}\n`;
  const letters = Math.floor((65_535 - head.length) / 2);
  const row = `${'x'.repeat((65_535 - head.length) % 2)}${'é'.repeat(letters)}`;
  const broken = Buffer.concat([Buffer.from(`${head}${row}`), Buffer.from([0xc3, 0x28])]);
  await expect(failing('edge.csv', broken, { delimiter: ';' })).rejects.toThrow(
    `edge.csv: line 2, column ${row.length + 1}: this is not`,
  );
  await expect(
    failing('utf16.csv', Buffer.from(`\ufeff${text}`, 'utf16le'), { ...form, encoding: 'utf-16le' }),
  ).resolves.toContainEqual(expect.stringMatching(/^3000 records,/));
  await expect(failing('semicolons.csv', 'a;b\n1;2\n')).rejects.toThrow('there is only one column');
  await expect(failing('odd.csv', csv(records), { encoding: 'klingon' })).rejects.toThrow('"klingon" is unknown');
});

test('byte order marks, Windows line endings and line breaks inside quotes are read correctly', async () => {
  const [one, other] = records;
  const lines = [one, other].map((rec) => [rec?.id, ...columns.map((c) => `"${rec?.row[c] ?? ''}\r\n"`)].join(','));
  const text = `\ufeffrec_id,${columns.join(',')}\r\n${lines.join('\r\n')}\r\n`;
  await expect(failing('windows.csv', text)).resolves.toEqual([expect.stringMatching(/^2 records/)]);
});

test('a ground truth file may list clusters, and between two files the order of ids matters', async () => {
  await writeFile(at('found.csv'), 'a,b,probability,weight\n1,2,0.9,3\n2,1,0.9,3\n');
  await writeFile(at('pairs-truth.csv'), 'a,b\n1,2\n');
  const found = async (truth: string, two: boolean) =>
    (await evaluateFiles({ ...judged, two, pairs: at('found.csv'), truth: at(truth) }))[0];
  expect(await found('pairs-truth.csv', false)).toBe('1 pairs found, 1 true pairs');
  expect(await found('pairs-truth.csv', true)).toBe('2 pairs found, 1 true pairs');
  await writeFile(at('clusters.csv'), 'id,cluster\n1,x\n2,x\n3,x\n4,y\n');
  expect(await found('clusters.csv', false)).toBe('1 pairs found, 3 true pairs');
  await writeFile(at('nothing.csv'), 'a,b\n1,\n');
  await expect(found('nothing.csv', false)).rejects.toThrow('nothing.csv: there are no pairs');
  await writeFile(at('single.csv'), 'a\n1\n');
  await expect(found('single.csv', false)).rejects.toThrow('two id columns');
});

test('a model drafted from the columns and trained without labels finds the pairs, and the result is saved', async () => {
  const lines = await draftModel({ ...PLAIN, in: [at('first.csv'), at('second.csv')], out: at('draft.json') });
  expect(lines).toContain('  rec_id: the id');
  expect(lines).toContain('  date_of_birth: a date');
  const model = at('draft.json');
  await linkFiles({ ...linked, model, in: [at('all.csv')], out: at('pairs.csv'), learned: at('learned.json') });
  const measured = await evaluateFiles({ ...judged, pairs: at('pairs.csv'), truth: at('truth.csv') });
  expect(Number(/best +\d+ +\S+ +\S+ +(\S+)/.exec(measured.at(-1) ?? '')?.[1]), measured.join('\n')).toBeGreaterThan(
    0.95,
  );
  const learned = readModel(await readFile(at('learned.json'), 'utf8'));
  expect(learned.hypotheses[0]?.m).not.toEqual(readModel(await readFile(model, 'utf8')).hypotheses[0]?.m);
});

test('a ten-megabyte field and names in any script are accepted', async () => {
  const odd = records.slice(0, 4).map(({ id, person, row }, i) => ({
    id,
    person,
    row: Object.assign({}, row, { surname: ['İnci', 'Peña', '王', 'x'.repeat(10_000_000)][i] ?? '' }),
  }));
  await expect(failing('odd.csv', csv(odd))).resolves.toEqual([expect.stringMatching(/^4 records/)]);
});

test('generated reports can be linked, ranked and fitted with the commands alone', async () => {
  await writeDemo({ reports: 1500, seed: 77, out: at('demo.csv'), truth: at('demo-truth.csv') });
  const options = { ...PLAIN, model: p2c, in: [at('demo.csv')], truth: at('demo-truth.csv') };
  const relations = ['same_person', 'other_person'];
  const ranked = await rankFile({ ...options, queryAfter: '2026-01-01', relations });
  expect(Number(/hit@5 (\S+)/.exec(ranked.join(' '))?.[1]), ranked.join('\n')).toBeGreaterThan(0.9);
  await fitFiles({ ...options, out: at('fitted.json'), keep: 30, complete: true });
  const fitted = readModel(await readFile(at('fitted.json'), 'utf8'));
  expect(fitted.hypotheses[0]?.calibration.length).toBeGreaterThan(1);
  await linkFiles({
    ...linked,
    in: options.in,
    model: at('fitted.json'),
    train: false,
    out: at('demo-pairs.csv'),
  });
  const lines = await evaluateFiles({ ...judged, pairs: at('demo-pairs.csv'), truth: options.truth, relations });
  expect(Number(/0\.50 +\d+ +\S+ +\S+ +(\S+)/.exec(lines.join('\n'))?.[1]), lines.join('\n')).toBeGreaterThan(0.9);
});
