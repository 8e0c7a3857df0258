import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAIN } from '#server/link-cli/csv.ts';
import { draftModel } from '#server/link-cli/draft-model.ts';
import { candidates, collect } from '#shared/link/collection.ts';
import { createScorer } from '#shared/link/link.ts';
import { readModel } from '#shared/link/model.ts';
import { createReader } from '#shared/link/records.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { families } from '../../helpers/link.ts';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draft-'));
});
afterAll(() => rm(folder, { recursive: true }));

const lineOf = (i: number) => `${i},${['ann', 'bob', 'cyd'][i % 3]} w${i * 7},${i % 2 === 0 ? 'yes' : 'no'}`;
/** Drafts a model for files with these lines. */
async function draft(...files: string[][]) {
  const paths = files.map((_, i) => at(`${i}.csv`));
  for (const [i, lines] of files.entries()) await writeFile(at(`${i}.csv`), `${lines.join('\n')}\n`);
  const said = await draftModel({ ...PLAIN, in: paths, out: at('m.json') });
  return { said: said.join('\n'), model: readModel(await readFile(at('m.json'), 'utf8')) };
}

test('the id is found although both files number their records alike', async () => {
  const lines = ['id,name,flag', ...Array.from({ length: 40 }, (_, i) => lineOf(i))];
  expect((await draft(lines, lines)).model.id).toBe('id');
});

test('a column with two values is compared, however many records there are', async () => {
  for (const count of [3, 40, 49, 98, 2003]) {
    const { said } = await draft(['id,name,flag', ...Array.from({ length: count }, (_, i) => lineOf(i))]);
    expect(said, String(count)).not.toContain('flag: left out');
  }
});

test('a column that holds the truth is left out, and the command says so', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `${lineOf(i)},${i >> 1},${(i >> 1) + 70}`);
  const { said, model } = await draft(['id,name,flag,cluster,unique_id', ...lines]);
  expect(said).toContain('cluster: left out: its name says that it holds the truth');
  expect(said).toContain('unique_id: left out: its name says that it holds the truth');
  expect(new Set(model.fields.flatMap((one) => one.columns))).toEqual(new Set(['name', 'flag']));
});

test('a column that is only called like the truth is compared if the user says so', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `${lineOf(i)},${['child', 'adult', 'senior'][i % 3]}`);
  await writeFile(at('a.csv'), `${['id,name,flag,group', ...lines].join('\n')}\n`);
  const told = (use: string[]) => draftModel({ ...PLAIN, in: [at('a.csv')], out: at('m.json'), use });
  expect((await told([])).join('\n')).toContain('group: left out');
  expect((await told(['Group'])).join('\n')).toContain('group: one of a few values');
  await expect(told(['age'])).rejects.toThrow('--use: not every file has a column "age". All of them have "id"');
});

test('of two files, a column whose values are in both is the truth if its name says so, but an id of each is no truth', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `${lineOf(i)},${i},${i}`);
  for (const name of ['cluster', 'group', 'entity_id', 'closed_as_duplicate']) {
    const file = [`id,name,flag,${name},unique_id`, ...lines];
    const { said, model } = await draft(file, file);
    expect(said).toContain(`${name}: left out: its name says that it holds the truth`);
    expect(said).toContain('unique_id: left out: its name says that it holds the truth');
    expect(model.id).toBe('id');
    expect(new Set(model.fields.flatMap((one) => one.columns))).toEqual(new Set(['name', 'flag']));
  }
  const numbered = ['unique_id,name,flag', ...lines.map((line) => line.split(',').slice(0, 3).join(','))];
  expect((await draft(numbered, numbered)).model.id).toBe('unique_id');
});

test('columns that only one file has are named, and a column written otherwise is found', async () => {
  const own = (i: number) => `${lineOf(i)},x${i % 7}`;
  const first = ['id,Full Name,flag,color', ...Array.from({ length: 40 }, (_, i) => own(i))];
  const second = ['ID,full_name,flag,size', ...Array.from({ length: 40 }, (_, i) => own(i))];
  const { said, model } = await draft(first, second);
  expect(said).toMatch(/only in .*0\.csv: color\n.*only in .*1\.csv: size$/);
  expect(model.id).toBe('id');
  expect(new Set(model.fields.flatMap((one) => one.columns))).toEqual(new Set(['Full Name', 'flag']));
});

test('an id that no file has, or that is not one, is refused', async () => {
  const lines = ['id,name,flag', ...Array.from({ length: 40 }, (_, i) => lineOf(i))];
  await writeFile(at('a.csv'), `${lines.join('\n')}\n`);
  const named = (id: string) => draftModel({ ...PLAIN, in: [at('a.csv')], out: at('m.json'), id });
  await expect(named('number')).rejects.toThrow(
    '--id: not every file has a column "number". All of them have "id", "name"',
  );
  await expect(named('flag')).rejects.toThrow('--id: column "flag" is empty in some records, or has the same value');
  await expect(named('Name')).resolves.toContain('  name: the id');
});

test("a column of people's titles is left out", async () => {
  const titles = ['Mr', 'Mrs.', 'Dr', 'Miss', 'Prof.', 'Sra'];
  const lines = Array.from({ length: 60 }, (_, i) => `${lineOf(i)},${titles[i % 6]}`);
  const { said, model } = await draft(['id,name,flag,salutation', ...lines]);
  expect(said).toContain('salutation: left out: titles of people');
  expect(model.fields.flatMap((one) => one.columns)).not.toContain('salutation');
});

test('times of day as Americans write them become the time of arrival', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) => `${lineOf(i)},03/0${1 + (i % 9)}/2026 0${1 + (i % 9)}:2${i % 10} PM`,
  );
  const { model } = await draft(['id,name,flag,opened', ...lines]);
  expect(model.time).toBe('opened');
  expect(createReader(model).values({ opened: '03/07/2026 02:05 PM' })).toContain(String(Date.UTC(2026, 2, 7, 14, 5)));
});

test('model numbers in titles are compared as one set, however they are divided, and the words without them', async () => {
  const titles = (divide: string) =>
    Array.from({ length: 120 }, (_, i) => `${i},Acme ${['red', 'blue'][i % 2]} camera KX${divide}${100 + i * 7}S zoom`);
  const { said, model } = await draft(['id,title', ...titles('')], ['id,title', ...titles('-')]);
  expect(said).toContain('title: model numbers in them, compared as one set, too');
  const two = collect(
    model,
    ['KX163S zoom', 'KX-163/S zoom', 'KX170S zoom'].map((title, i) => ({ id: String(i), row: { title } })),
  );
  const { score } = createScorer(model);
  const [a, b, c] = two.features;
  if (a === undefined || b === undefined || c === undefined) throw new Error('three records');
  expect(two.values.map(([codes, words]) => [codes, words])).toEqual([
    ['kx163s', 'zoom'],
    ['kx163s', 'zoom'],
    ['kx170s', 'zoom'],
  ]);
  expect((score(a, b)?.weight ?? 0) - (score(a, c)?.weight ?? 0)).toBeGreaterThan(4);
});

/** Returns the weights of a drafted comparison's levels, without the frequencies of values. */
function weightsOf({ comparisons, hypotheses }: Awaited<ReturnType<typeof draft>>['model'], name: string): number[] {
  const { levels = [] } = comparisons.find((one) => one.name === name) ?? {};
  return levels.map(({ u }, i) => Math.log2((hypotheses[0]?.m[name]?.[i] ?? 0) / u));
}
const falls = (weights: readonly number[]): void => {
  for (let i = 1; i < weights.length; i++)
    expect(weights[i], weights.join(' ')).toBeLessThan((weights[i - 1] ?? 0) + 0.01);
};

test('how often unrelated records agree is taken from the files, so that what all share says little', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => `${i},the same few words always,${i * 7919}x`);
  const { model } = await draft(['id,title,code', ...lines, '999,something quite else here,12x']);
  expect(model.comparisons.find(({ name }) => name === 'title')?.levels[0]?.u).toBeGreaterThan(0.9);
  const weights = weightsOf(model, 'title');
  falls(weights);
  expect(Math.max(...weights.map(Math.abs))).toBeLessThan(1);
});

test('where nine of ten live in one town, neither that town nor a misspelled one brings records together', async () => {
  const towns = Array.from({ length: 60 }, (_, i) => `Town${'abcdefghij'.charAt(i % 10)}${'klmnop'.charAt(i / 10)}`);
  const town = (i: number): string =>
    i % 10 > 0 ? 'Hartford' : i % 100 === 0 ? 'Hartfrod' : (towns[(i / 10) % 60] ?? '');
  const lines = Array.from({ length: 900 }, (_, i) => `${i},${town(i)},${i * 7919}x`);
  const { model } = await draft(['id,town,code', ...lines]);
  expect(model.comparisons.find(({ name }) => name === 'town')?.kind).toBe('string');
  const weights = weightsOf(model, 'town');
  falls(weights);
  expect(Math.max(...weights)).toBeLessThan(1);
});

test("a person's names are compared as one set, whichever column they are in", async () => {
  const names = ['ana', 'luis', 'rosa', 'omar', 'lena'];
  const lines = Array.from(
    { length: 40 },
    (_, i) =>
      `${i},${names[i % 5]},smith${'abcdefghij'.charAt(i % 10)}${'klmn'.charAt(i / 10)},product ${names[i % 3]} ${i}`,
  );
  const { said, model } = await draft(['id,First Name,Surname,Product name', ...lines]);
  expect(model.comparisons.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['names names', 'product_name tokens']);
  expect(said).toContain('First Name, Surname: names of a person, compared as one set');
  const { shown } = createScorer(model);
  const reader = createReader(model);
  const read = (row: Record<string, string>) => reader.features(reader.values(row), noStatistics());
  const ana = read({ 'First Name': 'ana', Surname: 'smithson' });
  expect(shown(ana, read({ 'First Name': 'Smithson', Surname: 'Ana' }))?.weight).toBeGreaterThan(5);
  expect(shown(ana, read({ 'First Name': 'Luis', Surname: 'Smithers' }))).toBeNull();
});

test('a column with times of day becomes the time of arrival', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `${lineOf(i)},2026-03-0${1 + (i % 9)} 1${i % 10}:2${i % 10}:00`);
  const { said, model } = await draft(['id,name,flag,opened', ...lines]);
  expect(model.time).toBe('opened');
  expect(said).toContain('opened: a date with a time of day, and the time of arrival');
});

test('small files need no keys; in larger ones, keys of two columns bring the true pairs in few comparisons', async () => {
  const small = families(100);
  const large = families(1100);
  const names = Object.keys(small[0]?.row ?? {});
  const lines = (some: typeof small) => [
    `id,${names.join(',')}`,
    ...some.map(({ id, row }) => [id, ...names.map((name) => row[name])].join(',')),
  ];
  expect((await draft(lines(small))).model.blocking).toEqual([]);
  const { model, said } = await draft(lines(large));
  const [, recall = '', cost = ''] =
    /they find ([\d.]+)% of the likely pairs in about (\d+) comparisons/.exec(said) ?? [];
  expect(model.blocking.some(({ key }) => key.length === 2)).toBe(true);
  let [pairs, right] = [0, 0];
  for (const [i, earlier] of candidates(collect(model, large))) {
    pairs += earlier.length;
    right += earlier.filter((j) => large[i]?.person === large[j]?.person).length;
  }
  const all = new Set(large.map(({ person }) => person)).size;
  expect(right).toBeGreaterThan(0.99 * (large.length - all));
  expect(pairs).toBeLessThan(30 * large.length);
  expect(Number(recall), said).toBeGreaterThan(99);
  // Pairs that share several keys are compared once.
  expect(Number(cost), said).toBeGreaterThan(pairs / 2);
  expect(Number(cost), said).toBeLessThan(5 * pairs);
});

test('one column with whole names is compared as a set of names, without titles, and with their short forms', async () => {
  const names = ['Ana Soto', 'Luis Pena', 'Robert Smith', 'Omar Diaz', 'Lena Marie Hill'];
  const lines = Array.from(
    { length: 60 },
    (_, i) => `${i},${names[i % 5]}${'abcdefghijkl'.charAt(i / 5)},${i * 7919}x`,
  );
  const { model } = await draft(['id,Full Name,code', ...lines]);
  expect(model.comparisons.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['names names', 'code string']);
  const reader = createReader(model);
  const read = (name: string) => reader.features(reader.values({ 'Full Name': name }), noStatistics());
  const levels = new Int8Array(2);
  const levelOf = (one: string, other: string) => {
    reader.levels(read(one), read(other), levels);
    return model.comparisons[0]?.levels[levels[0] ?? -1]?.name;
  };
  expect(levelOf('Dr. Smith, Robert', 'Bob Smith')).toBe('alike');
  expect(levelOf('Capt. Ana Soto', 'Soto Ana')).toBe('same');
});

test('where texts are in two languages, words for one thing count as one; where all are in English, they do not', async () => {
  const things = ['bicycle', 'phone', 'car', 'wallet', 'camera'];
  const english = (i: number) => `${i},my ${things[i % 5]} was taken from the yard by somebody on day ${i}`;
  const spanish = (i: number) => `${i},me robaron la bicicleta que estaba en el patio el día ${i}`;
  const lines = (count: number) => Array.from({ length: 60 }, (_, i) => (i < count ? spanish(i) : english(i)));
  const nounsOf = async (count: number) =>
    (await draft(['id,story', ...lines(count)])).model.comparisons.map((one) => 'nouns' in one && one.nouns);
  expect(await nounsOf(0)).toEqual([false]);
  expect(await nounsOf(6)).toEqual([true]);
});

test('a sorted file is looked at from beginning to end', async () => {
  const lines = Array.from({ length: 12_000 }, (_, i) => `${i},name${i * 7},state${Math.floor(i / 4000)}`);
  const { said, model } = await draft(['id,name,state', ...lines]);
  expect(said).not.toContain('state: left out');
  expect(model.comparisons.find(({ name }) => name === 'state')?.levels[0]?.u).toBeLessThan(0.5);
});

test('in small files, the true pairs do not make an equal code look common', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `${i},${i * 7919 + 100_000}x,color${i % 7}`);
  const { model } = await draft(['id,code,color', ...lines], ['id,code,color', ...lines]);
  expect(weightsOf(model, 'code')[0]).toBeGreaterThan(9);
});

test('of two files, a number of the cluster is not taken for the id', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `${i},${i + 500},${lineOf(i).split(',').slice(1).join(',')}`);
  const file = ['cluster_id,rec_id,name,flag', ...lines];
  const { said, model } = await draft(file, file);
  expect(model.id).toBe('rec_id');
  expect(said).toContain('cluster_id: left out: its name says that it holds the truth');
});

test.each(['ent_id', 'dup_id', 'parent_case', 'master_id', 'merged_into', 'original_id', 'gid'])(
  'the column %s is left out, because records of one thing share it',
  async (name) => {
    const lines = Array.from({ length: 40 }, (_, i) => `${lineOf(i)},${i >> 1}`);
    expect((await draft([`id,name,flag,${name}`, ...lines])).said).toContain(`${name}: left out: its name says`);
  },
);
