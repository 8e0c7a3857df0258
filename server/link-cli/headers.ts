/** A column's name without what one writes so and another otherwise: capitals, accents, spaces and marks. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/** Which of a file's columns is meant: the one of that name, else the only one that is written a little otherwise. */
export function findColumn(names: readonly string[], wanted: string): string | null {
  if (names.includes(wanted)) return wanted;
  const alike = names.filter((name) => plain(name) === plain(wanted));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The first of a file's columns that bears one of these names. */
const oneOf = (names: readonly string[], wanted: readonly string[]): string | null =>
  names.find((name) => wanted.includes(plain(name))) ?? null;

/** How the two ids of a pair are called by those who publish pairs. */
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

/** The columns with the two ids of a pair; null where none are called so. */
export function idColumns(names: readonly string[]): [string, string] | null {
  for (const [one, other] of IDS) {
    const [a, b] = [oneOf(names, [one]), oneOf(names, [other])];
    if (a !== null && b !== null) return [a, b];
  }
  return null;
}

/** The columns with a record's id and with the number of what it stands for; null where the file has pairs. */
export function clusterColumns(names: readonly string[]): { id: string; cluster: string } | null {
  if (idColumns(names) !== null) return null;
  const cluster = oneOf(names, ['cluster', 'clusterid', 'entity', 'entityid', 'group', 'groupid', 'trueid']);
  if (cluster === null) return null;
  const others = names.filter((name) => name !== cluster);
  const id = oneOf(others, ['id', 'recid', 'recordid', 'rowid']) ?? others[0];
  return id === undefined ? null : { id, cluster };
}

/** A column that says of each pair whether it is a true one. */
export const verdictColumn = (names: readonly string[]): string | null =>
  oneOf(names, ['label', 'match', 'ismatch', 'duplicate', 'isduplicate', 'gold', 'truth']);

export const probabilityColumn = (names: readonly string[]): string | null =>
  oneOf(names, ['probability', 'matchprobability']);

const NO: ReadonlySet<string> = new Set(['0', '0.0', 'false', 'f', 'no', 'n']);
export const saysNo = (verdict: string): boolean => NO.has(verdict.toLowerCase());
