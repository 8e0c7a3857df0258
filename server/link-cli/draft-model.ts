import type { Model } from '#shared/link/model.ts';
import { modelSchema } from '#shared/link/model.ts';
import type { Row } from '#shared/link/records.ts';
import { type Column, profileColumns } from './column-profile.ts';
import { type CsvForm, readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { toJson, writeText } from './json-lines.ts';

type Draft = { fields: object[]; comparison: object; m: number[]; blocking: object[][]; tells: number };
type Level = [name: string, when: object | null, u: number, m: number];

/** Number of rows examined per file. */
const LOOKED_AT = 5000;
const MOST_RULES = 16;
/** With more records than this, finding similar words takes too long. */
const FEW = 10_000;

/**
 * Drafts a model for files that have none. It infers the content of each column from its values and starts with typical
 * levels and shares, which `--train` then replaces with ones learned from the records. A person should review the draft.
 * @returns a description of what was done.
 */
export async function draftModel(
  options: { in: readonly string[]; out: string; id?: string | undefined } & CsvForm,
): Promise<string[]> {
  const rows: Row[] = [];
  const named: Set<string>[] = [];
  let records = 0;
  for (const path of options.in) {
    let count = 0;
    for await (const { row } of readCsv(path, options)) {
      if (count === 0) named.push(new Set(Object.keys(row)));
      if (count < LOOKED_AT) rows.push(row);
      count += 1;
    }
    if (count === 0) throw new LinkFailure(`${path}: no records found`);
    records += count;
  }
  const columns = profileColumns(rows).filter(({ name }) => named.every((one) => one.has(name)));
  const id = options.id ?? idOf(columns);
  const model = modelOf(
    columns.filter(({ name }) => name !== id),
    id,
    records,
  );
  await writeText(options.out, `${toJson(model)}\n`);
  const told = columns.map(({ name, kind }) => `  ${name}: ${name === id ? 'the id' : WORDS[kind]}`);
  return [`${options.out} compares ${model.comparisons.length} columns that all files have:`, ...told];
}

const WORDS: Record<Column['kind'], string> = {
  email: 'an e-mail address',
  date: 'a date',
  latitude: 'a latitude',
  longitude: 'a longitude',
  amount: 'an amount',
  year: 'a year',
  code: 'a number or code',
  words: 'some words',
  phrase: 'a few words',
  name: 'a name or another word',
  category: 'one of a few values',
  none: 'left out: nearly empty, or always the same',
};

/**
 * The ID column: a column named like an ID that is unique per record, or else the first column if it contains a unique
 * code. Without one, the line number is used.
 */
function idOf(columns: readonly Column[]): string {
  const once = columns.filter(({ distinct }) => distinct === 1);
  const named = once.find(({ name }) => /^id$|[_ ]id$|Id$|ID$|^key$/.test(name));
  const first = once.find((one) => one === columns[0] && one.kind === 'code');
  return (named ?? first)?.name ?? 'line';
}

function modelOf(columns: readonly Column[], id: string, records: number): Model {
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
  const drafts = columns.flatMap((column) => draftOf(column, named, columns, records <= FEW)).slice(0, 40);
  if (drafts.length === 0) throw new LinkFailure('no column that all files have tells records apart');
  const byWorth = drafts.toSorted((a, b) => b.tells - a.tells);
  const keys = byWorth.flatMap(({ blocking }) => blocking).slice(0, MOST_RULES);
  const blocking = keys.map((key, at) => ({ name: `key_${at + 1}`, key, most: 200 }));
  return modelSchema.parse({
    format: 1,
    name: 'draft',
    version: '1',
    about: 'Drafted from the columns of a file, with typical levels and shares. Learn them with --train.',
    id,
    fields: drafts.flatMap(({ fields }) => fields),
    comparisons: drafts.map(({ comparison }) => comparison),
    blocking,
    // Training passes, one for each of the first three blocking rules; each pass leaves out the columns that its rule
    // uses.
    training: blocking.slice(0, 3).map(({ name }) => name),
    hypotheses: [
      {
        name: 'same',
        prior: -Math.round(Math.min(40, Math.max(2, Math.log2(records)))),
        m: Object.fromEntries(drafts.map(({ comparison, m }) => [(comparison as { name: string }).name, m])),
      },
    ],
  });
}

function draftOf(column: Column, named: (column: string) => string, all: readonly Column[], few: boolean): Draft[] {
  const { name: from, kind, distinct } = column;
  if (kind === 'none' || kind === 'longitude') return [];
  const name = named(kind === 'latitude' ? 'place' : from);
  const make = (
    normalize: string,
    comparison: object,
    levels: readonly Level[],
    blocking: object[][] = [],
  ): Draft[] => [
    {
      fields: [{ name, columns: [from], normalize }],
      comparison: {
        name,
        ...comparison,
        fields: [name],
        levels: levels.map(([level, when, u]) => (when === null ? { name: level, u } : { name: level, when, u })),
      },
      m: levels.map(([, , , m]) => m),
      blocking,
      tells: distinct,
    },
  ];
  const value = [[{ field: name, as: 'value' }]];
  switch (kind) {
    case 'latitude': {
      const other = all.find((one) => one.kind === 'longitude');
      if (other === undefined) return [];
      const [draft] = make('point', { kind: 'place' }, PLACE, [[{ field: `${name}_point`, as: 'cell', meters: 150 }]]);
      if (draft === undefined) return [];
      const fields = ['address', 'unit', 'point'].map((part) => ({
        name: `${name}_${part}`,
        columns: part === 'point' ? [from, other.name] : [`no_${part}`],
        normalize: part === 'point' ? 'point' : 'text',
      }));
      return [{ ...draft, fields, comparison: { ...draft.comparison, fields: fields.map((one) => one.name) } }];
    }
    case 'email':
      return make('email', { kind: 'string' }, CODE, value);
    case 'date':
      return make('date', { kind: 'date' }, DATE, value);
    case 'year':
      return make('number', { kind: 'number' }, YEAR);
    case 'amount':
      return make('number', { kind: 'number' }, AMOUNT);
    case 'code':
      return make('code', { kind: 'string', frequency: true }, CODE, distinct > 0.05 ? value : []);
    case 'category':
      return make('text', { kind: 'category', frequency: true }, CATEGORY);
    case 'words':
      return make('text', { kind: 'tokens' }, WORDS_LEVELS, [
        [{ comparison: name, as: 'rarest', count: 4 }],
        [{ comparison: name, as: 'minhash', bands: 8, rows: 2 }],
      ]);
    case 'phrase':
      return make('text', { kind: 'tokens', similar: few ? 0.9 : null }, PHRASE, [
        ...(distinct > 0.05 ? value : []),
        ...(distinct > 0.2 ? [[{ comparison: name, as: 'rarest', count: 3 }]] : []),
      ]);
    case 'name':
      return make('text', { kind: 'string', frequency: true }, NAME, [
        ...(distinct > 0.05 ? value : []),
        ...(distinct > 0.2 ? [[{ field: name, as: 'each' }]] : []),
      ]);
  }
}

const NAME: readonly Level[] = [
  ['same', { equal: true }, 0.005, 0.75],
  ['alike', { jaroWinkler: 0.92 }, 0.003, 0.12],
  ['near', { jaroWinkler: 0.85 }, 0.007, 0.05],
  ['other', null, 0.985, 0.08],
];
const CODE: readonly Level[] = [
  ['same', { equal: true }, 0.001, 0.85],
  ['near', { edits: 1 }, 0.004, 0.08],
  ['other', null, 0.995, 0.07],
];
const DATE: readonly Level[] = [
  ['same', { equal: true }, 0.0005, 0.85],
  ['slip', { slip: true }, 0.001, 0.07],
  ['same_year', { sameYear: true }, 0.02, 0.03],
  ['other', null, 0.9785, 0.05],
];
const AMOUNT: readonly Level[] = [
  ['same', { ratio: 0.0002 }, 0.005, 0.5],
  ['near', { ratio: 0.1 }, 0.06, 0.25],
  ['far', { ratio: 0.3 }, 0.15, 0.15],
  ['other', null, 0.785, 0.1],
];
const YEAR: readonly Level[] = [
  ['same', { within: 0 }, 0.03, 0.88],
  ['next', { within: 1 }, 0.06, 0.07],
  ['other', null, 0.91, 0.05],
];
const CATEGORY: readonly Level[] = [
  ['same', { equal: true }, 0.2, 0.9],
  ['other', null, 0.8, 0.1],
];
const WORDS_LEVELS: readonly Level[] = [
  ['same', { cosine: 0.85 }, 0.0005, 0.4],
  ['most', { cosine: 0.6 }, 0.0005, 0.3],
  ['half', { cosine: 0.4 }, 0.002, 0.15],
  ['some', { cosine: 0.2 }, 0.02, 0.1],
  ['other', null, 0.977, 0.05],
];
const PHRASE: readonly Level[] = [
  ['same', { cosine: 0.95 }, 0.0005, 0.5],
  ['most', { cosine: 0.7 }, 0.0005, 0.25],
  ['half', { cosine: 0.45 }, 0.002, 0.1],
  ['some', { cosine: 0.2 }, 0.01, 0.07],
  ['other', null, 0.987, 0.08],
];
const PLACE: readonly Level[] = [
  ['here', { meters: 20 }, 0.001, 0.6],
  ['near', { meters: 150 }, 0.005, 0.25],
  ['around', { meters: 1000 }, 0.05, 0.08],
  ['far', null, 0.944, 0.07],
];
