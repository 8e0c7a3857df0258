import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readModel } from '#shared/link/model.ts';
import { fitFiles } from '../../../server/link/fit-files.ts';
import { linkFiles } from '../../../server/link/link-files.ts';
import { evaluateFiles, rankFile } from '../../../server/link/measure.ts';
import { writeDemo } from '../../../server/link/write-demo.ts';
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

const linked = { model: febrl, out: '', train: true, threshold: 0.01 };

test('links one file within itself, or two with each other, and measures both against the truth', async () => {
  await linkFiles({ ...linked, in: at('all.csv'), second: null, out: at('pairs.csv') });
  await linkFiles({ ...linked, in: at('first.csv'), second: at('second.csv'), out: at('between.csv') });
  for (const pairs of ['pairs.csv', 'between.csv']) {
    const lines = await evaluateFiles({ pairs: at(pairs), truth: at('truth.csv'), relations: null });
    const best = /best +\d+ +(\S+) +(\S+) +(\S+)/.exec(lines.at(-1) ?? '');
    expect(Number(best?.[3]), lines.join('\n')).toBeGreaterThan(0.97);
  }
  const [header = '', first = ''] = (await readFile(at('pairs.csv'), 'utf8')).split('\n');
  expect(header).toBe(
    'a,b,probability,weight,hypothesis,given_name,surname,street_number,street,house,suburb,postcode,birth_date,number',
  );
  expect(first.split(',')).toHaveLength(header.split(',').length);
  // Between two files no pair lies within one of them.
  const between = (await readFile(at('between.csv'), 'utf8')).trim().split('\n').slice(1);
  expect(between.every((line) => /^\d+a,\d+b,/.test(line))).toBe(true);
});

const failing = async (name: string, text: string | Buffer, model = febrl) => {
  await writeFile(at(name), text);
  return linkFiles({ ...linked, model, in: at(name), second: null, out: at('none.csv') });
};

test('what is wrong in a file is told with its line and column', async () => {
  await expect(failing('open.csv', 'rec_id,surname\n1,"a\n2,b\n')).rejects.toThrow(/open\.csv: line \d+.*[Qq]uot/);
  await expect(failing('short.csv', csv(records.slice(0, 3)) + '\n9a,x\n')).rejects.toThrow(
    /short\.csv: line 5.*[Rr]ecord [Ll]ength/,
  );
  await expect(failing('other.csv', 'rec_id,colour\n1,red\n2,blue\n')).rejects.toThrow(
    'line 1: model febrl reads the column "given_name"',
  );
  await expect(failing('twice.csv', csv([...records.slice(0, 2), ...records.slice(0, 1)]))).rejects.toThrow(
    'line 4, column "rec_id": "0a" already stands in line 2',
  );
  await expect(failing('columns.csv', 'a,a\n1,2\n')).rejects.toThrow('line 1: two columns are named "a"');
  await expect(failing('empty.csv', '')).rejects.toThrow('there are no records');
  await expect(failing('one.csv', csv(records.slice(0, 1)))).rejects.toThrow('one record alone has no pair');
  await expect(linkFiles({ ...linked, in: at('gone.csv'), second: null, out: at('x') })).rejects.toThrow(
    /gone\.csv: ENOENT/,
  );
  await writeFile(at('model.json'), '{"format": 1,}');
  await expect(failing('all2.csv', csv(records), at('model.json'))).rejects.toThrow(
    /model\.json: line 1, column 14: this is not JSON/,
  );
});

test('one field of ten megabytes and names of every script go through', async () => {
  const odd = records.slice(0, 4).map(({ id, person, row }, i) => ({
    id,
    person,
    row: Object.assign({}, row, { surname: ['İnci', 'Peña', '王', 'x'.repeat(10_000_000)][i] ?? '' }),
  }));
  await expect(failing('odd.csv', csv(odd))).resolves.toMatch(/^4 records/);
});

test('made-up reports are linked, ranked and fitted by the commands alone', { timeout: 60_000 }, async () => {
  await writeDemo({ reports: 1500, seed: 77, out: at('demo.csv'), truth: at('demo-truth.csv') });
  const options = { model: p2c, in: at('demo.csv'), truth: at('demo-truth.csv') };
  const relations = ['same_person', 'other_person'];
  const ranked = await rankFile({ ...options, queryAfter: '2026-01-01', relations });
  expect(Number(/hit@5 (\S+)/.exec(ranked.join(' '))?.[1]), ranked.join('\n')).toBeGreaterThan(0.9);
  await fitFiles({ ...options, out: at('fitted.json'), keep: 30 });
  const fitted = readModel(await readFile(at('fitted.json'), 'utf8'));
  expect(fitted.hypotheses[0]?.calibration.length).toBeGreaterThan(1);
  await linkFiles({
    ...linked,
    ...options,
    second: null,
    model: at('fitted.json'),
    train: false,
    out: at('demo-pairs.csv'),
  });
  const lines = await evaluateFiles({ pairs: at('demo-pairs.csv'), truth: at('demo-truth.csv'), relations });
  expect(Number(/0\.50 +\d+ +\S+ +\S+ +(\S+)/.exec(lines.join('\n'))?.[1]), lines.join('\n')).toBeGreaterThan(0.9);
});
