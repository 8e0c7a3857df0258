/** Normalizes a column name, so that capitals, accents, spaces, and punctuation don't matter. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/** Finds a column of a file by name: an exact match, or else the only one that matches after normalization. */
export function findColumn(names: readonly string[], wanted: string): string | null {
  if (names.includes(wanted)) return wanted;
  const alike = names.filter((name) => plain(name) === plain(wanted));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The first of a file's columns that has one of these names. */
const oneOf = (names: readonly string[], wanted: readonly string[]): string | null =>
  names.find((name) => wanted.includes(plain(name))) ?? null;

/** Common names for the two IDs of a pair in published data. */
const IDS: readonly (readonly [string, string])[] = [
  ['a', 'b'],
  ['ida', 'idb'],
  ['id1', 'id2'],
  ['left', 'right'],
  ['leftid', 'rightid'],
  ['idleft', 'idright'],
  ['idl', 'idr'],
  ['uniqueidl', 'uniqueidr'],
  ['ltableid', 'rtableid'],
  ['recid1', 'recid2'],
  ['recida', 'recidb'],
  ['record1', 'record2'],
];

/** The two ID columns of a pair; null when none have such names. */
export function idColumns(names: readonly string[]): [string, string] | null {
  for (const [one, other] of IDS) {
    const [a, b] = [oneOf(names, [one]), oneOf(names, [other])];
    if (a !== null && b !== null) return [a, b];
  }
  return null;
}

/** The columns with a record's ID and its cluster number; null when the file contains pairs. */
export function clusterColumns(names: readonly string[]): { id: string; cluster: string } | null {
  if (idColumns(names) !== null) return null;
  const cluster = oneOf(names, ['cluster', 'clusterid', 'entity', 'entityid', 'group', 'groupid', 'trueid']);
  if (cluster === null) return null;
  const others = names.filter((name) => name !== cluster);
  const id = oneOf(others, ['id', 'recid', 'recordid', 'rowid']) ?? others[0];
  return id === undefined ? null : { id, cluster };
}

/** Returns the column that says whether each pair is a match, or null if there isn't one. */
export const verdictColumn = (names: readonly string[]): string | null =>
  oneOf(names, ['label', 'match', 'ismatch', 'issame', 'duplicate', 'isduplicate', 'gold', 'truth', 'verdict']);

export const probabilityColumn = (names: readonly string[]): string | null =>
  oneOf(names, ['probability', 'matchprobability']);

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const YES = words(
  '1 1.0 true t yes y si sí p pos positive positivo match matched matching same sameperson duplicate confirmed accepted correct linked',
);
const NO = words(
  '0 0.0 -1 false f no n neg negative negativo separate differentperson differentpeople nonmatch notmatch nomatch notmatched unmatched mismatch distinct different notsame notduplicate notaduplicate notamatch nonduplicate rejected incorrect unlinked',
);
/** Whether a verdict cell means yes or no; null when it means neither. */
export function verdictOf(cell: string): boolean | null {
  const said = plain(cell) === '' ? cell : cell.toLowerCase().replace(/[ _]|-(?=\D)/g, '');
  return YES.has(said) ? true : NO.has(said) ? false : null;
}
