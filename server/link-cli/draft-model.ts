import { collect } from '#shared/link/collection.ts';
import { learnU } from '#shared/link/learn.ts';
import { withOrder } from '#shared/link/level-order.ts';
import type { Model } from '#shared/link/model.ts';
import { modelSchema } from '#shared/link/model.ts';
import { createRandom } from '#shared/link/patterns.ts';
import type { Row } from '#shared/link/records.ts';
import { type Column, isCoded, profileColumns } from './column-profile.ts';
import { type CsvForm, readCsv } from './csv.ts';
import { draftCodes } from './draft-codes.ts';
import { type DraftKey, draftOf } from './draft-columns.ts';
import { entries, withKeys } from './draft-keys.ts';
import { draftNames, nameColumns } from './draft-names.ts';
import { LinkFailure } from './failure.ts';
import { findColumn } from './headers.ts';
import { toJson, writeText } from './json-lines.ts';
import { loadModel } from './load.ts';
import { checkOutputs } from './output.ts';

/** Rows examined per file, in blocks of adjacent rows, because matching records are often close together. */
const LOOKED_AT = 5000;
const BLOCK = 10;
/** Fewest sample records from which to measure how often unrelated records agree; below it, typical values are kept. */
const LEAST_MEASURED = 100;
/** With more records than this, similar words are not compared, because finding them takes too long. */
const FEW = 10_000;

/**
 * Drafts a model for files that have none. It infers the content of each column from its values and starts with typical
 * levels and shares, which `--train` then replaces with ones learned from the records. A person should review the
 * draft.
 * @returns a description of what was done.
 */
export async function draftModel(
  options: { in: readonly string[]; out: string; id?: string | undefined; use?: readonly string[] } & CsvForm,
): Promise<string[]> {
  await checkOutputs({ '--out': options.out }, options.in);
  const files: Sampled[] = [];
  for (const path of options.in) files.push(await sampleOf(path, options, files[0]?.names ?? null));
  const shared = (files[0]?.names ?? []).filter((name) => files.every((one) => one.names.includes(name)));
  const use = new Set((options.use ?? []).map((wanted) => columnNamed('--use', wanted, shared)));
  const columns = profileColumns(
    files.map((one) => one.rows),
    use,
  ).filter(({ name }) => shared.includes(name));
  const id = options.id === undefined ? idOf(columns) : idNamed(options.id, columns);
  for (const one of columns) if (one.isShared && one.name !== id) one.kind = 'truth';
  const compared = columns.filter(({ name }) => name !== id);
  const records = files.reduce((sum, { count }) => sum + count, 0);
  const { model, keys } = modelOf(compared, { id, records, nicknames: await nicknamesOf() });
  const [first = [], second] = files.map(({ rows }) => rows);
  const sample = { rows: [...first, ...(second ?? [])], second: second === undefined ? null : first.length, records };
  const measured =
    sample.rows.length < LEAST_MEASURED
      ? model
      : withOrder(learnU(collect(model, entries(sample.rows), sample.second)));
  const { model: draft, how } = withKeys(measured, keys, sample);
  await writeText(options.out, `${toJson(draft)}\n`);
  const people = nameColumns(compared).map(({ name }) => name);
  const together = people.length === 0 ? [] : [`  ${people.join(', ')}: names of a person, compared as one set`];
  const others = columns.filter(({ name }) => !people.includes(name));
  const coded = compared.filter(isCoded).map(({ name }) => name);
  const codes = coded.length === 0 ? [] : [`  ${coded.join(', ')}: model numbers in them, compared as one set, too`];
  const told = others.map(({ name, kind }) => {
    const time = name === model.time ? ', and the time of arrival' : '';
    return `  ${name}: ${name === id ? 'the id' : `${WORDS[kind]}${time}`}`;
  });
  const alone = options.in.flatMap((path, i) => {
    const own = (files[i]?.names ?? []).filter((name) => !files.every((one) => one.names.includes(name)));
    return own.length === 0 ? [] : [`  only in ${path}: ${own.join(', ')}`];
  });
  return [
    `${options.out} compares ${model.comparisons.length} columns that all files have; ${how}:`,
    ...together,
    ...codes,
    ...told,
    ...alone,
  ];
}

type Sampled = { rows: Row[]; names: string[]; count: number };

/** Returns groups of nicknames from the application's own model. */
async function nicknamesOf(): Promise<readonly (readonly string[])[]> {
  const { comparisons } = await loadModel('resources/link/p2c.json');
  return comparisons.flatMap((one) => (one.kind === 'string' ? one.synonyms : []));
}

/**
 * Samples rows from the whole file, because it may be sorted (reservoir sampling; Vitter 1985).
 * @param first the first file's column names; a column that differs from one of them only in spelling gets its name.
 */
async function sampleOf(path: string, form: CsvForm, first: readonly string[] | null): Promise<Sampled> {
  const file: Sampled = { rows: [], names: [], count: 0 };
  const blocks: { at: number; rows: Row[] }[] = [];
  const next = createRandom();
  let own: string[] = [];
  let block: Row[] | null = null;
  for await (const { row, names } of readCsv(path, form)) {
    if (file.count === 0) {
      own = [...names];
      file.names = own.map((name) => {
        const same = first === null || first.includes(name) ? null : findColumn(first, name);
        return same === null || own.includes(same) ? name : same;
      });
    }
    if (file.count % BLOCK === 0) {
      const nth = file.count / BLOCK;
      const place = nth < LOOKED_AT / BLOCK ? nth : next(nth + 1);
      block = place < LOOKED_AT / BLOCK ? [] : null;
      if (block !== null) blocks[place] = { at: nth, rows: block };
    }
    block?.push(Object.fromEntries(own.map((name, i) => [file.names[i] ?? name, row[name]])));
    file.count += 1;
  }
  if (file.count === 0) throw new LinkFailure(`${path}: no records found`);
  file.rows = blocks.sort((a, b) => a.at - b.at).flatMap((one) => one.rows);
  return file;
}

function columnNamed(option: string, wanted: string, names: readonly string[]): string {
  const name = findColumn(names, wanted);
  if (name !== null) return name;
  const list = names.map((one) => `"${one}"`).join(', ');
  throw new LinkFailure(`${option}: not every file has a column "${wanted}". All of them have ${list}`);
}

/** Returns the column that the user chose as the ID. */
function idNamed(wanted: string, columns: readonly Column[]): string {
  const names = columns.map((one) => one.name);
  const name = columnNamed('--id', wanted, names);
  const found = columns.find((one) => one.name === name);
  if (found === undefined) throw new LinkFailure(`--id: there is no column "${wanted}"`);
  if (!found.isUnique)
    throw new LinkFailure(
      `--id: column "${found.name}" is empty in some records, or has the same value in two records of one file`,
    );
  return found.name;
}

const WORDS: Record<Column['kind'], string> = {
  email: 'an e-mail address',
  date: 'a date',
  latitude: 'a latitude',
  longitude: 'a longitude',
  amount: 'an amount',
  year: 'a year',
  instant: 'a date with a time of day',
  truth: 'left out: its name says that it holds the truth, which records of one person would share',
  title: 'left out: titles of people, which say nothing about who they are',
  code: 'a number or code',
  words: 'some words',
  phrase: 'a few words',
  name: 'a name or another word',
  category: 'one of a few values',
  none: 'left out: nearly empty, or always the same',
};

/**
 * Returns the ID column: a unique column that is named like an ID, or else the first column if it contains a unique
 * code. If there is none, the line number is used.
 */
function idOf(columns: readonly Column[]): string {
  const once = columns.filter(({ isUnique, kind }) => isUnique && kind !== 'truth');
  const named = once.find(({ name }) => /^id$|[_ ]id$|Id$|ID$|^key$/.test(name));
  const first = once.find((one) => one === columns[0] && one.kind === 'code');
  return (named ?? first)?.name ?? 'line';
}

/**
 * Returns the column with the time of arrival, for `rank`: one with a time of day, or else a date column whose name
 * suggests an arrival.
 */
function timeOf(columns: readonly Column[]): string | undefined {
  const named = /^open|creat|receiv|report|filed|arriv|submit|enter|added|posted/i;
  const instants = columns.filter(({ kind }) => kind === 'instant');
  const date = columns.find(({ kind, name }) => kind === 'date' && named.test(name));
  return (instants.find(({ name }) => named.test(name)) ?? instants[0] ?? date)?.name;
}

function modelOf(
  columns: readonly Column[],
  { id, records, nicknames }: { id: string; records: number; nicknames: readonly (readonly string[])[] },
): { model: Model; keys: DraftKey[] } {
  const used = new Set<string>();
  const named = (column: string): string => {
    const plain =
      column
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^[^a-z]+|_+$/g, '') || 'column';
    let name = plain;
    for (let n = 2; used.has(name); n += 1) name = `${plain}_${n}`;
    used.add(name);
    return name;
  };
  const people = nameColumns(columns);
  const others = columns.filter((one) => !people.includes(one));
  const drafts = [
    ...draftNames(people, named, nicknames),
    ...draftCodes(others.filter(isCoded), named),
    ...others.flatMap((column) => draftOf(column, named, columns, records <= FEW)),
  ].slice(0, 40);
  if (drafts.length === 0) throw new LinkFailure('none of the columns that all files have can tell records apart');
  const time = timeOf(columns);
  const model = modelSchema.parse({
    format: 1,
    name: 'draft',
    version: '1',
    about: 'Drafted from the columns of a file, with typical levels and shares. Learn them with --train.',
    id,
    ...(time === undefined ? {} : { time }),
    fields: drafts.flatMap(({ fields }) => fields),
    comparisons: drafts.map(({ comparison }) => comparison),
    hypotheses: [
      {
        name: 'same',
        prior: -Math.round(Math.min(40, Math.max(2, Math.log2(records)))),
        m: Object.fromEntries(drafts.map(({ comparison, m }) => [comparison.name, m])),
      },
    ],
  });
  return { model, keys: drafts.flatMap(({ keys }) => keys) };
}
