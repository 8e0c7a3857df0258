import { type CsvForm, PLAIN, readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { clusterColumns, idColumns, saysNo, verdictColumn } from './headers.ts';

/** A truth file never has this many pairs, so the user must have chosen the wrong column. */
const MOST_TRUE_PAIRS = 20_000_000;

type TruePair = [a: string, b: string, relation: string];
type Options = {
  relations: readonly string[] | null;
  form?: CsvForm;
  /**
   * The IDs of all records. If the first line of the file consists of two of these IDs, the file has no header, and that
   * line is a pair, too.
   */
  known?: { has: (id: string) => boolean };
};

/**
 * Loads the pairs of a truth file. Two columns are IDs, recognized by their names (`a` and `b`, `id1` and `id2`,
 * `ltable_id` and `rtable_id` and the like) or else the first two. Rows are dropped when they have no second ID, when a
 * column such as `label` or `match` says no, or when their relation was not requested. Alternatively, the columns are an
 * ID and a cluster: records with the same cluster are matches.
 * @throws LinkFailure also when no pairs remain.
 */
export async function loadTruth(
  path: string,
  { relations, form = PLAIN, known = new Set<string>() }: Options,
): Promise<TruePair[]> {
  const pairs: TruePair[] = [];
  const clusters = new Map<string, string[]>();
  let readRow: ((line: number, row: Cells) => void) | null = null;
  for await (const { line, row } of readCsv(path, form)) {
    readRow ??= readerOf(path, Object.keys(row), { relations, known, pairs, clusters });
    readRow(line, row);
  }
  for (const ids of clusters.values()) {
    for (const [at, one] of ids.entries()) {
      for (const other of ids.slice(at + 1)) pairs.push([one, other, '']);
      if (pairs.length > MOST_TRUE_PAIRS) throw new LinkFailure(`${path}: its clusters produce too many pairs`);
    }
  }
  if (pairs.length === 0) {
    const named = relations === null ? '' : ` of ${relations.join(' or ')}`;
    throw new LinkFailure(`${path}: there are no pairs${named}`);
  }
  return pairs;
}

type Cells = Readonly<Record<string, string | null | undefined>>;
type Into = Required<Pick<Options, 'known' | 'relations'>> & { pairs: TruePair[]; clusters: Map<string, string[]> };

/** Returns a function that handles each row of a file with these columns. */
function readerOf(path: string, names: readonly string[], { relations, known, pairs, clusters }: Into) {
  const [first, second] = names;
  if (first === undefined || second === undefined)
    throw new LinkFailure(`${path}: line 1: a truth file needs two id columns, or an id column and a cluster column`);
  const clustered = clusterColumns(names);
  if (clustered !== null) {
    return (_line: number, row: Cells): void => {
      const [id, cluster] = [row[clustered.id] ?? '', row[clustered.cluster] ?? ''];
      if (id === '' || cluster === '') return;
      const own = clusters.get(cluster);
      if (own === undefined) clusters.set(cluster, [id]);
      else own.push(id);
    };
  }
  const verdict = verdictColumn(names);
  const [one, other] = idColumns(names) ?? names.filter((name) => name !== verdict && name !== 'relation');
  if (one === undefined || other === undefined)
    throw new LinkFailure(`${path}: line 1: a truth file needs two id columns, or an id column and a cluster column`);
  if (known.has(one) && known.has(other)) pairs.push([one, other, '']);
  return (line: number, row: Cells): void => {
    const [a, b, relation] = [row[one] ?? '', row[other] ?? '', row['relation'] ?? ''];
    if (a === '') throw new LinkFailure(`${path}: line ${line}, column "${one}": the id is missing`);
    if (b === '' || a === b || (relations !== null && !relations.includes(relation))) return;
    if (verdict !== null && saysNo(row[verdict] ?? '')) return;
    pairs.push([a, b, relation]);
  };
}
