import type { Column } from './column-profile.ts';
import type { Draft, DraftKey, Level } from './draft-columns.ts';

/** Columns with a person's given or family name, or both. A middle name says less and is compared by itself. */
const PART =
  /(?:^|[_ ])(?:(?:given|first|fore|christian|last|family|maiden|full|[fl])[_ ]?names?|surnames?)(?:$|[_ ])|^(?:given|first|last|family|nombres?|apellidos?)$/;

/**
 * Columns with a person's whole name. A column called just "name" doesn't match, because it may contain names of
 * restaurants.
 */
const WHOLE =
  /(?:^|[_ ])(?:full|whole|person|people|patient|customer|client|voter|student|employee|owner|victim|suspect|resident|tenant|applicant|member|reporter)s?[_ ]?names?$/;

/**
 * Returns the columns with people's names, which are compared as one set. Returns none if there is only one and it
 * doesn't contain whole names.
 */
export function nameColumns(columns: readonly Column[]): Column[] {
  const found = columns.filter(
    ({ name, kind }) =>
      ['name', 'phrase', 'words', 'category'].includes(kind) &&
      [PART, WHOLE].some((one) => one.test(name.toLowerCase())),
  );
  return found.length > 1 || found.some(({ name }) => WHOLE.test(name.toLowerCase())) ? found : [];
}

/**
 * Drafts one comparison of all of a person's names, because given and family names may be swapped, missing, or joined,
 * and two columns may contain the same name.
 * @param synonyms forms of one name, such as Robert and Bob.
 */
export function draftNames(
  columns: readonly Column[],
  named: (column: string) => string,
  synonyms: readonly (readonly string[])[],
): Draft[] {
  if (columns.length === 0) return [];
  const all = named('names');
  const fields = columns.map(({ name }) => ({ name: named(name), columns: [name], normalize: 'name' }));
  const key = (field: string, part: object, alone: boolean): DraftKey => ({
    part: { field, ...part },
    alone,
    joined: true,
  });
  const keys = fields.flatMap(({ name }, i) => [
    key(name, { as: 'value' }, (columns[i]?.distinct ?? 0) > 0.05),
    key(name, { as: 'soundex' }, false),
    key(name, { as: 'prefix', length: 3 }, false),
  ]);
  return [
    {
      fields: [{ name: all, columns: columns.map(({ name }) => name), normalize: 'name' }, ...fields],
      comparison: {
        name: all,
        kind: 'names',
        fields: [all],
        frequency: true,
        synonyms,
        levels: LEVELS.map(([name, when, u]) => (when === null ? { name, u } : { name, when, u })),
      },
      m: LEVELS.map(([, , , m]) => m),
      keys: [key(all, { as: 'each' }, columns.length === 1), ...keys],
    },
  ];
}

const LEVELS: readonly Level[] = [
  ['same', { all: 1 }, 0.00002, 0.6],
  ['alike', { all: 0.88 }, 0.00005, 0.16],
  ['part', { part: 1 }, 0.0005, 0.1],
  ['part_alike', { part: 0.9 }, 0.001, 0.05],
  ['one', { some: 1 }, 0.01, 0.05],
  ['other', null, 0.98843, 0.04],
];
