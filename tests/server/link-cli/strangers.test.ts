import { spawn } from 'node:child_process';
import { link, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '#server/link-cli/csv.ts';
import { draftModel } from '#server/link-cli/draft-model.ts';
import { fitFiles } from '#server/link-cli/fit-files.ts';
import { linkFiles } from '#server/link-cli/link-files.ts';
import { loadModel } from '#server/link-cli/load.ts';
import { evaluateFiles, rankFile } from '#server/link-cli/measure.ts';
import { writeDemo } from '#server/link-cli/write-demo.ts';
import { families, persons } from '../../helpers/link.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const put = async (name: string, text: string) => {
  await writeFile(at(name), text);
  return at(name);
};
const febrl = 'resources/link/febrl.json';
const records = persons(60);
const columns = Object.keys(records[0]?.row ?? {});
const table = (names: readonly string[], mark = ',', end = '\n', cell = (text: string) => text) =>
  [names.join(mark), ...records.map((one) => [one.id, ...columns.map((c) => cell(one.row[c] ?? ''))].join(mark))].join(
    end,
  ) + end;
const pairsIn = async (name: string) =>
  (await readFile(at(name), 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').slice(0, 4).join(','))
    .sort();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strangers-'));
  await put('plain.csv', table(['rec_id', ...columns]));
});
afterAll(() => rm(folder, { recursive: true }));

const linked = { ...PLAIN, model: febrl, train: false, learned: null, threshold: 0.01 };

test('the pairs are the same however a file is formatted', async () => {
  await linkFiles({ ...linked, in: [at('plain.csv')], out: at('plain.out') });
  const wanted = await pairsIn('plain.out');
  expect(wanted.length).toBeGreaterThan(15);
  const title = (name: string) => name.replace(/_/g, ' ').replace(/\b[a-z]/g, (one) => one.toUpperCase());
  const quoted = (text: string) => `"${text}"`;
  const german = (text: string) => text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$3.$2.$1');
  const files: [string, string, string][] = [
    ['headers with capitals and spaces', table(['Rec Id', ...columns.map(title)]), ','],
    [
      'semicolons, quotes, a mark of order and line ends of Windows',
      `\ufeff${table(['rec_id', ...columns], ';', '\r\n', quoted)}`,
      ';',
    ],
    ['tabs and dates with the day first', table(['rec_id', ...columns], '\t', '\n', german), '\t'],
  ];
  for (const [how, text, delimiter] of files) {
    await linkFiles({ ...linked, delimiter, in: [await put('other.csv', text)], out: at('other.out') });
    expect(await pairsIn('other.out'), how).toEqual(wanted);
  }
});

test('of two files, the one missing a column is named, with the columns it has', async () => {
  const short = await put('short.csv', 'rec_id,given_name\n1,ann\n2,bob\n');
  await expect(linkFiles({ ...linked, in: [at('plain.csv'), short], out: at('none') })).rejects.toThrow(
    /short\.csv: line 1: model febrl reads the column "surname".*The file has "rec_id", "given_name"/,
  );
  const model = JSON.parse(await readFile(febrl, 'utf8'));
  const timed = await put('timed.json', JSON.stringify({ ...model, time: 'came' }));
  const rank = { ...PLAIN, model: timed, queryAfter: '2026-01-01', truth: at('none'), relations: null };
  const came = (line: string) => `${line},2026-02-03`;
  const lines = table(['rec_id', ...columns])
    .trim()
    .split('\n');
  const dated = [`${lines[0]},came`, ...lines.slice(1, 4).map(came), `${lines[4]},soon`];
  await expect(rankFile({ ...rank, in: [await put('dated.csv', `${dated.join('\n')}\n`)] })).rejects.toThrow(
    /dated\.csv: line 5, column "came": "soon" is not a date/,
  );
});

test('ground truth is read in any form people commonly publish', async () => {
  await put('found.csv', 'a,b,probability,weight\n1,2,0.9,3\n3,4,0.9,3\n5,6,0.2,-1\n');
  const first = async (text: string) =>
    (
      await evaluateFiles({
        ...PLAIN,
        relations: null,
        two: false,
        pairs: at('found.csv'),
        truth: await put('truth.csv', text),
      })
    )
      .slice(2, 3)
      .join()
      .replace(/\s+/g, ' ');
  const wanted = '0.50 2 0.5000 1.0000 0.6667';
  const forms = {
    'by name, not by place': 'score,ID 2,ID 1\n7,1,2\n',
    'in the other order': 'left_id,right_id\n2,1\n',
    'with pairs that are none': 'ltable_id,rtable_id,label\n1,2,1\n3,4,0\n5,6,0\n',
    'with a verdict first': 'match,left,right\nfalse,3,4\ntrue,1,2\n',
    'without a header': '1,2\n1,2\n',
    'as entities': 'rec_id,entity_id\n1,x\n2,x\n3,y\n4,z\n',
    'as clusters, the number first': 'cluster,rec_id\nx,1\nx,2\ny,3\n',
  };
  for (const [how, text] of Object.entries(forms)) expect(await first(text), how).toBe(wanted);
  await expect(first('rec_id\n1\n')).rejects.toThrow(/line 1: a truth file needs two id columns/);
});

test("another program's pairs are matched by column name, and errors in them are reported with line and column", async () => {
  const truth = await put('truth.csv', 'a,b\n1,2\n');
  const judged = async (text: string) =>
    (await evaluateFiles({ ...PLAIN, relations: null, two: false, pairs: await put('pairs.csv', text), truth }))[0];
  expect(await judged('match_probability,unique_id_l,unique_id_r\n0.97,1,2\n')).toBe('1 pairs found, 1 true pairs');
  await expect(judged('one,other\n1,2\n')).rejects.toThrow(/pairs\.csv: line 1: .*It has "one", "other"/);
  await expect(judged('a,b,probability\n1,2,0.9\n1,3,high\n')).rejects.toThrow(
    /line 3, column "probability": "high" is not/,
  );
  await expect(judged('a,b,probability\n1,2,\n')).rejects.toThrow(/line 2, column "probability": the cell is empty/);
  await expect(judged('a,b,probability\n1,2,97\n')).rejects.toThrow(/line 2, column "probability"/);
});

test('ten thousand records sharing a number and place stay fast, and the command says which keys it skipped', async () => {
  const line = (i: number) =>
    `${i},given${i * 13},family${i * 7},1,same street,same place,same suburb,06100,ct,19${10 + (i % 90)}0101,5550142`;
  const header = ['rec_id', ...columns].join(',');
  const crowd = async (count: number) => {
    const text = `${header}\n${Array.from({ length: count }, (_, i) => line(i)).join('\n')}\n`;
    return linkFiles({ ...linked, in: [await put('crowd.csv', text)], out: at('crowd.out') });
  };
  const [done = '', ...notes] = await crowd(10_000);
  expect(Number(/, (\d+) pairs compared/.exec(done)?.[1])).toBeLessThan(1_000_000);
  expect(notes.join('\n')).toMatch(
    /rule \w+: \d+ keys? brings? no records together because more than \d+ records share it \(at most 10000\)/,
  );
  expect((await crowd(40)).join('\n')).not.toContain('brings no records together');
});

test('empty and placeholder values link no records, and a record that appears twice is an error', async () => {
  const empty = columns.map(() => '').join(',');
  const text = `${['rec_id', ...columns].join(',')}\n${Array.from({ length: 300 }, (_, i) => `${i},${empty}`).join('\n')}\n`;
  const [done] = await linkFiles({ ...linked, in: [await put('empty.csv', text)], out: at('empty.out') });
  expect(done).toMatch(/^300 records, 0 pairs compared, 0 of them sure \(0\.95\); 0 with/);
  await expect(
    linkFiles({ ...linked, in: [await put('twice.csv', `${text}7,${empty}\n`)], out: at('empty.out') }),
  ).rejects.toThrow('line 302, column "rec_id": "7" is already used in line 9');
});

test('an unwritable output path is reported before the work starts', async () => {
  const out = (path: string) => linkFiles({ ...linked, in: [at('plain.csv')], out: path });
  await expect(out(at('nowhere/pairs.csv'))).rejects.toThrow(/nowhere.pairs\.csv: no such file or folder/);
  await expect(out(folder)).rejects.toThrow(/this is a folder/);
});

/** Each command with an output that would overwrite one of its input files, and the option that the message names. */
const OVERWRITING: [how: string, option: string, run: () => Promise<unknown>][] = [
  ['link, a file of records', '--out', () => linkFiles({ ...linked, ...own(), out: at('own.csv') })],
  ['link, the model', '--out', () => linkFiles({ ...linked, ...own(), out: at('own.json') })],
  ['link, the model by --learned', '--learned', () => linkFiles({ ...training(), learned: at('own.json') })],
  ['link, records by --learned', '--learned', () => linkFiles({ ...training(), learned: at('linked.csv') })],
  ['link, one new file for both', '--learned', () => linkFiles({ ...training(), learned: at('./new.csv') })],
  ['fit, the model', '--out', () => fitFiles({ ...fitted(), out: at('own.json') })],
  ['fit, the truth', '--out', () => fitFiles({ ...fitted(), out: at('own-truth.csv') })],
  ['fit, a file of records', '--out', () => fitFiles({ ...fitted(), out: at('linked.csv') })],
  ['draft, a file of records', '--out', () => draftModel({ ...PLAIN, in: own().in, out: at('linked.csv') })],
  [
    'demo, one file for both',
    '--truth',
    () => writeDemo({ reports: 2, seed: 1, out: at('d.csv'), truth: at('d.csv') }),
  ],
];
const own = () => ({ model: at('own.json'), in: [at('own.csv')] });
const training = () => ({ ...linked, ...own(), train: true, out: at('new.csv') });
const fitted = () => ({ ...PLAIN, ...own(), truth: at('own-truth.csv'), keep: 30, complete: false });

test.each(OVERWRITING)('no command overwrites what it reads or writes twice: %s', async (_, option, run) => {
  const texts = {
    'own.csv': table(['rec_id', ...columns]),
    'own.json': await readFile(febrl, 'utf8'),
    'own-truth.csv': 'a,b\n0a,0b\n',
  };
  for (const [name, text] of Object.entries(texts)) await put(name, text);
  // Makes linked.csv another name for own.csv.
  await rm(at('linked.csv'), { force: true });
  await link(at('own.csv'), at('linked.csv'));
  await expect(run()).rejects.toThrow(new RegExp(`^${option}: .* is also (?:an input|what --out writes)`));
  for (const [name, text] of Object.entries(texts)) expect(await readFile(at(name), 'utf8')).toBe(text);
  for (const none of ['new.csv', 'd.csv']) await expect(readFile(at(none))).rejects.toThrow('ENOENT');
});

test('what was learned is not believed where it is absurd; the reason is printed, and nothing is said to be learned', async () => {
  const model = JSON.parse(await readFile(febrl, 'utf8'));
  const { given_name, surname, birth_date } = model.hypotheses[0].m;
  Object.assign(model.hypotheses[0], { prior: -16.2, m: { given_name, surname, birth_date } });
  const doubtful = await put('doubtful.json', JSON.stringify(model));
  const said: string[] = [];
  const rows = persons(600);
  const lines = rows.map((one) => [one.id, ...columns.map((column) => one.row[column])].join(','));
  const many = await put('many.csv', `rec_id,${columns.join(',')}\n${lines.join('\n')}\n`);
  await linkFiles({ ...linked, train: true, model: doubtful, in: [many], out: at('kept.csv') }, (line) =>
    said.push(line),
  );
  expect(said.join('\n')).toMatch(
    /the learned weights were rejected, and all weights of the model were kept as they were: it would be sure of \d+ pairs, where the given model is sure of \d+/,
  );
  expect(said.join('\n')).toContain('no weights were learned from these records');
  expect(said.join('\n')).not.toMatch(/^weights learned/m);
});

test('a model that is sure of more pairs than such a file can have is said to be wrong, also without training', async () => {
  const model = JSON.parse(await readFile(febrl, 'utf8'));
  model.hypotheses[0].prior = 60;
  Object.assign(model, { blocking: [], training: [] });
  const bold = await put('bold.json', JSON.stringify(model));
  const said = await linkFiles({ ...linked, model: bold, in: [at('plain.csv')], out: at('bold.csv') });
  expect(said.join('\n')).toMatch(/(\d+) pairs compared, \1 of them sure \(0\.95\)/);
  expect(said.join('\n')).toContain('the model is sure of more pairs than such files can have (640)');
});

test('training says of how many pairs both models are sure', async () => {
  const said: string[] = [];
  await linkFiles({ ...linked, train: true, in: [at('plain.csv')], out: at('both.csv') }, (line) => said.push(line));
  expect(said.join('\n')).toMatch(
    /the given weights are sure of \d+ pairs, the learned ones of \d+; \d+ pairs are in both/,
  );
});

test('the command says that a model with answers of its own was not trained', async () => {
  const said: string[] = [];
  const p2c = 'resources/link/p2c.json';
  const { id, fields } = await loadModel(p2c);
  const columns = [...new Set(fields.flatMap((one) => one.columns))];
  const lines = ['Ana', 'Ana', 'Luis'].map((name, i) => [i, ...columns.map(() => name)].join(','));
  const rows = await put('p2c.csv', `${id},${columns.join(',')}\n${lines.join('\n')}\n`);
  await linkFiles({ ...linked, model: p2c, train: true, in: [rows], out: at('kept.csv') }, (line) => said.push(line));
  expect(said.join('\n')).toContain(
    "nothing was learned: this model's probability curves were fitted to decided pairs",
  );
});

test('a model trained twice has no curve of the first weights, and the command says so', async () => {
  const rows = families(200);
  const names = Object.keys(rows[0]?.row ?? {});
  const all = await put(
    'families.csv',
    `id,${names.join(',')}\n${rows.map(({ id, row }) => [id, ...names.map((name) => row[name])].join(',')).join('\n')}\n`,
  );
  await draftModel({ ...PLAIN, in: [all], out: at('draft.json') });
  const draft = JSON.parse(await readFile(at('draft.json'), 'utf8'));
  // A calibration curve that gives every pair a low probability.
  draft.hypotheses[0].calibration = [
    [-20, 0.1],
    [20, 0.2],
  ];
  const curved = await put('curved.json', JSON.stringify(draft));
  const trained = async (model: string) => {
    const said: string[] = [];
    const options = { ...linked, train: true, in: [all], out: at('trained.csv'), learned: at('trained.json') };
    await linkFiles({ ...options, model }, (line) => said.push(line));
    return { said: said.join('\n'), written: await readFile(at('trained.json'), 'utf8') };
  };
  const [once, again] = [await trained(at('draft.json')), await trained(curved)];
  expect(again.said).toContain("the model's probability curve was for other weights and dropped");
  expect(once.said).not.toContain('dropped');
  expect(JSON.parse(again.written).hypotheses).toEqual(JSON.parse(once.written).hypotheses);
});

/** Runs the command as an outside user would. */
function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['server/link-cli/main.ts', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

test('the command reports progress on stderr, prints figures on stdout, and exits with 0 or 2', async () => {
  const pairs = at('run.csv');
  const done = await run('--model', febrl, '--in', at('plain.csv'), '--out', pairs, '--train');
  expect(done).toMatchObject({ code: 0, out: '' });
  expect(done.err).toMatch(/^80 records read, .* s\nweights learned from these records, .* s\n/);
  const [, compared = '', written = ''] =
    /80 records, (\d+) pairs compared, \d+ of them sure \(0\.95\); (\d+) with a probability of at least 0\.01 written to .*run\.csv, \d+\.\d s\n$/.exec(
      done.err,
    ) ?? [];
  expect(Number(compared)).toBeGreaterThanOrEqual(Number(written));
  expect((await pairsIn('run.csv')).length).toBe(Number(written));

  const truth = await put('run-truth.csv', `a,b\n${records.map(({ person, id }) => `${person}a,${id}`).join('\n')}\n`);
  const measured = await run('eval', '--pairs', pairs, '--truth', truth);
  expect(measured).toMatchObject({ code: 0, err: '' });
  expect(measured.out).toMatch(/^\d+ pairs found, \d+ true pairs\nat .*F1\n0\.50 .*\n0\.95 .*\nbest .*\n$/);

  const wrong = await run('--model', febrl, '--in', at('gone.csv'), '--out', pairs);
  expect(wrong).toEqual({ code: 2, out: '', err: `${at('gone.csv')}: no such file or folder\n` });
  expect((await run('--model', febrl)).code).toBe(2);
  expect((await run('sing')).err).toMatch(/^unknown command: sing\nUsage:/);
  expect(await run('--help')).toMatchObject({ code: 0, err: '' });
});
