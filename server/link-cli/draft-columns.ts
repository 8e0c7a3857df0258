import { ADDRESS, type Column, isCoded } from './column-profile.ts';

/**
 * The part of a model that is drafted for a column: its fields, its comparison, each level's share of true pairs (`m`),
 * and parts for blocking keys.
 */
export type Draft = {
  fields: object[];
  comparison: Record<string, unknown> & { name: string };
  m: number[];
  keys: DraftKey[];
};
/** `alone`: the part tells records apart well enough to be a key by itself. `joined`: it may be half of a key. */
export type DraftKey = { part: object; alone: boolean; joined: boolean };
export type Level = [name: string, when: object | null, u: number, m: number];

/** Drafts how a column is compared. Most columns give one draft, some none. */
export function draftOf(
  column: Column,
  named: (column: string) => string,
  all: readonly Column[],
  few: boolean,
): Draft[] {
  const { name: from, kind, distinct } = column;
  if (kind === 'none' || kind === 'longitude' || kind === 'truth' || kind === 'title') return [];
  const name = named(kind === 'latitude' ? 'place' : from);
  const make = (
    normalize: string,
    comparison: object,
    levels: readonly Level[],
    keys: readonly DraftKey[] = [],
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
      keys: [...keys],
    },
  ];
  const key = (part: object, alone = true, joined = true): DraftKey => ({
    part: { field: name, ...part },
    alone,
    joined,
  });
  const value = key({ as: 'value' }, distinct > 0.05);
  const words = (count: number): DraftKey => ({
    part: { comparison: name, as: 'rarest', count },
    alone: true,
    joined: true,
  });
  const isAddress = ADDRESS.test(from);
  const text = isAddress ? 'address' : isCoded(column) ? 'words' : 'text';
  const streets = isAddress ? [key({ as: 'streets' }, false)] : [];
  switch (kind) {
    case 'latitude': {
      const other = all.find((one) => one.kind === 'longitude');
      if (other === undefined) return [];
      const cell = (meters: number, alone: boolean): DraftKey => ({
        part: { field: `${name}_point`, as: 'cell', meters },
        alone,
        joined: true,
      });
      const [draft] = make('point', { kind: 'place' }, PLACE, [cell(150, true), cell(1000, false)]);
      if (draft === undefined) return [];
      const fields = ['address', 'unit', 'point'].map((part) => ({
        name: `${name}_${part}`,
        columns: part === 'point' ? [from, other.name] : [`no_${part}`],
        normalize: part === 'point' ? 'point' : 'text',
      }));
      const comparison = Object.assign({}, draft.comparison, { fields: fields.map((one) => one.name) });
      return [{ ...draft, fields, comparison }];
    }
    case 'email':
      return make('email', { kind: 'string' }, CODE, [value]);
    case 'date':
      return make('date', { kind: 'date' }, DATE, [
        value,
        key({ as: 'prefix', length: 6 }, false),
        key({ as: 'prefix', length: 4 }, false),
      ]);
    case 'instant':
      return make('instant', { kind: 'interval' }, INSTANT, [
        key({ as: 'span', hours: 24 }, false),
        key({ as: 'span', hours: 168 }, false),
      ]);
    case 'year':
      return make('number', { kind: 'number' }, YEAR, [key({ as: 'value' }, false)]);
    case 'amount':
      return make('number', { kind: 'number' }, AMOUNT);
    case 'code':
      return make('code', { kind: 'string', frequency: true }, CODE, [value, key({ as: 'prefix', length: 3 }, false)]);
    case 'category':
      return make('text', { kind: 'category', frequency: true }, CATEGORY, [key({ as: 'value' }, false)]);
    case 'words': {
      // Two people may describe the same thing in different languages, so compare nouns across languages.
      const nouns = column.isSpanish && !isAddress ? { nouns: true } : {};
      return make(text, { kind: 'tokens', stem: !isAddress, ...nouns }, isAddress ? WORDS_LEVELS : TEXT, [
        ...streets,
        words(4),
        { part: { comparison: name, as: 'minhash', bands: 8, rows: 2 }, alone: true, joined: false },
      ]);
    }
    case 'phrase':
      return make(text, { kind: 'tokens', similar: few ? 0.9 : null }, PHRASE, [value, ...streets, words(3)]);
    case 'name':
      if (MIDDLE.test(from)) return make('text', { kind: 'string', frequency: true }, MIDDLE_NAME);
      return make(PERSON.test(from) ? 'name' : 'text', { kind: 'string', frequency: true }, NAME, [
        value,
        key({ as: 'each' }, distinct > 0.2, false),
        key({ as: 'soundex' }, false),
        key({ as: 'prefix', length: 3 }, false),
      ]);
  }
}

/** Columns with people's names, which may include titles. */
const PERSON = /name|first|last|middle|author|person/i;

/** Names of middle-name columns, which often contain only an initial. */
const MIDDLE = /middle|^mname/i;

const NAME: readonly Level[] = [
  ['same', { equal: true }, 0.005, 0.75],
  ['alike', { jaroWinkler: 0.92 }, 0.003, 0.12],
  ['near', { jaroWinkler: 0.85 }, 0.007, 0.05],
  ['other', null, 0.985, 0.08],
];
const MIDDLE_NAME: readonly Level[] = [
  ['same', { equal: true }, 0.02, 0.6],
  ['initial', { initial: true }, 0.03, 0.25],
  ['alike', { jaroWinkler: 0.9 }, 0.01, 0.05],
  ['other', null, 0.94, 0.1],
];
const CODE: readonly Level[] = [
  ['same', { equal: true }, 0.001, 0.85],
  ['near', { edits: 1 }, 0.004, 0.08],
  ['other', null, 0.995, 0.07],
];
const DATE: readonly Level[] = [
  ['same', { equal: true }, 0.0005, 0.83],
  ['slip', { slip: true }, 0.001, 0.06],
  ['near', { edits: 2 }, 0.01, 0.03],
  ['same_year', { sameYear: true }, 0.02, 0.03],
  ['other', null, 0.9685, 0.05],
];
const INSTANT: readonly Level[] = [
  ['hour', { hours: 1 }, 0.001, 0.4],
  ['day', { hours: 24 }, 0.005, 0.25],
  ['week', { hours: 168 }, 0.03, 0.2],
  ['month', { hours: 744 }, 0.1, 0.1],
  ['other', null, 0.864, 0.05],
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
/**
 * Two people seldom describe the same thing in the same words, so there are more levels for texts that have little in
 * common.
 */
const TEXT: readonly Level[] = [
  ['same', { cosine: 0.85 }, 0.0005, 0.3],
  ['most', { cosine: 0.6 }, 0.0005, 0.25],
  ['half', { cosine: 0.45 }, 0.001, 0.15],
  ['third', { cosine: 0.35 }, 0.002, 0.1],
  ['quarter', { cosine: 0.25 }, 0.006, 0.07],
  ['some', { cosine: 0.18 }, 0.02, 0.05],
  ['few', { cosine: 0.12 }, 0.05, 0.04],
  ['hardly', { cosine: 0.07 }, 0.12, 0.02],
  ['other', null, 0.8, 0.02],
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
