import type { Collection } from '#shared/link/collection.ts';
import { type CsvForm, PLAIN, readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { clusterColumns, idColumns, verdictColumn, verdictOf } from './headers.ts';

/** A truth file never has this many pairs, so the user must have chosen the wrong column. */
const MOST_TRUE_PAIRS = 20_000_000;

export type TruePair = [a: string, b: string, relation: string];
/** `apart`: pairs that the file marks as not true. `clusterOf`: each ID's cluster, for a file of clusters. */
export type Truth = { pairs: TruePair[]; apart: TruePair[]; clusterOf: ReadonlyMap<string, string> | null };

type Known = { has: (id: string) => boolean };

/**
 * Finds the records of a pair by their IDs. With two files, the first ID is looked up in the first file and the second
 * in the second file, then the other way around. `twice` is an ID that is in both files, or null.
 */
export function idsOf({ ids, second }: Pick<Collection, 'ids' | 'second'>) {
  const end = second ?? ids.length;
  const first = new Map(ids.slice(0, end).map((id, i) => [id, i]));
  const other = second === null ? first : new Map(ids.slice(end).map((id, i) => [id, end + i]));
  return {
    known: { has: (id: string): boolean => first.has(id) || other.has(id) },
    pair: (a: string, b: string): [number, number] | null => {
      for (const [one, two] of [
        [a, b],
        [b, a],
      ] as const) {
        const [i, j] = [first.get(one), other.get(two)];
        if (i !== undefined && j !== undefined) return [i, j];
      }
      return null;
    },
    twice: second === null ? null : ([...other.keys()].find((id) => first.has(id)) ?? null),
  };
}

type Options = {
  relations: readonly string[] | null;
  form?: CsvForm;
  /**
   * The IDs of all records, of both files if there are two. If the first line of the file consists of two of these IDs,
   * the file has no header, and that line is a pair, too.
   */
  known?: Known;
  /** Whether the pairs are between two files, in which the same ID may mean two different records. */
  two?: boolean;
};

/**
 * Loads a truth file. Two columns are IDs, recognized by their names (`a` and `b`, `id1` and `id2`, `ltable_id` and
 * `rtable_id` and the like) or else the first two. Rows are dropped when they have no second ID or no verdict, or when
 * their relation was not requested. A column such as `label` or `match` may say that a pair is not true. Alternatively,
 * the columns are an ID and a cluster: records with the same cluster are matches.
 * @throws LinkFailure also when no pairs remain.
 */
export async function loadTruth(path: string, options: Options): Promise<Truth> {
  const { relations, form = PLAIN, known = new Set<string>(), two = false } = options;
  const truth = { pairs: [] as TruePair[], apart: [] as TruePair[] };
  const clusters = new Map<string, string[]>();
  let reader: ReturnType<typeof readerOf> | null = null;
  for await (const { line, row, names } of readCsv(path, form)) {
    reader ??= readerOf(path, names, { relations, known, two, truth, clusters });
    reader.row(line, row);
  }
  reader?.end();
  for (const ids of clusters.values()) {
    for (const [at, one] of ids.entries()) {
      for (const other of ids.slice(at + 1)) truth.pairs.push([one, other, '']);
      if (truth.pairs.length > MOST_TRUE_PAIRS) throw new LinkFailure(`${path}: its clusters produce too many pairs`);
    }
  }
  if (truth.pairs.length === 0) {
    const named = relations === null ? '' : ` of ${relations.join(' or ')}`;
    throw new LinkFailure(`${path}: there are no pairs${named}`);
  }
  const clusterOf =
    clusters.size === 0
      ? null
      : new Map([...clusters].flatMap(([cluster, ids]) => ids.map((id): [string, string] => [id, cluster])));
  return { ...truth, clusterOf };
}

/**
 * A cluster says which records belong together, but not which file they are from.
 * @throws LinkFailure if one of the IDs is in both files.
 */
export function refuseAmbiguous(path: string, { clusterOf }: Truth, { twice }: ReturnType<typeof idsOf>): void {
  if (clusterOf !== null && twice !== null)
    throw new LinkFailure(
      `${path}: "${twice}" is an id in both files, so its cluster does not say which record is meant. List the true pairs instead, the first file's id first`,
    );
}

type Cells = Readonly<Record<string, string | null | undefined>>;
type Into = {
  known: Known;
  relations: readonly string[] | null;
  two: boolean;
  truth: { pairs: TruePair[]; apart: TruePair[] };
  clusters: Map<string, string[]>;
};

const NEEDED = 'a truth file needs two id columns, or an id column and a cluster column';

/**
 * Returns a function that handles each row of a file with these columns, and a function to call at the end of the file.
 */
function readerOf(path: string, names: readonly string[], { relations, known, two, truth, clusters }: Into) {
  const [first, second] = names;
  if (first === undefined || second === undefined) throw new LinkFailure(`${path}: line 1: ${NEEDED}`);
  const clustered = clusterColumns(names);
  if (clustered !== null) {
    const row = (_line: number, cells: Cells): void => {
      const [id, cluster] = [cells[clustered.id] ?? '', cells[clustered.cluster] ?? ''];
      if (id === '' || cluster === '') return;
      const own = clusters.get(cluster);
      if (own === undefined) clusters.set(cluster, [id]);
      else own.push(id);
    };
    return { row, end: () => undefined };
  }
  const verdict = verdictColumn(names);
  const [one, other] = idColumns(names) ?? names.filter((name) => name !== verdict && name !== 'relation');
  if (one === undefined || other === undefined) throw new LinkFailure(`${path}: line 1: ${NEEDED}`);
  const isHeadless = known.has(one) && known.has(other);
  if (isHeadless) truth.pairs.push([one, other, '']);
  const unknown = names.filter((name) => ![one, other, verdict, 'relation'].includes(name));
  /** Columns with unfamiliar names that might say which pairs are true. */
  const suspects = new Map(verdict !== null ? [] : unknown.map((name) => [name, createTally()]));
  if (isHeadless) for (const [name, tally] of suspects) tally.count(1, name);
  const row = (line: number, cells: Cells): void => {
    for (const [name, tally] of suspects) tally.count(line, cells[name] ?? '');
    const [a, b, relation] = [cells[one] ?? '', cells[other] ?? '', cells['relation'] ?? ''];
    if (a === '') throw new LinkFailure(`${path}: line ${line}, column "${one}": the id is missing`);
    if (b === '' || (a === b && !two) || (relations !== null && !relations.includes(relation))) return;
    const cell = verdict === null ? 'yes' : (cells[verdict] ?? '');
    if (cell === '') return;
    const said = verdictOf(cell);
    if (said === null)
      throw new LinkFailure(`${path}: line ${line}, column "${verdict}": "${cell}" says neither yes nor no`);
    (said ? truth.pairs : truth.apart).push([a, b, relation]);
  };
  const end = (): void => {
    for (const [name, tally] of suspects) {
      const found = tally.verdict();
      if (found === null) continue;
      const which = isHeadless ? `column ${names.indexOf(name) + 1}` : `column "${name}"`;
      const hint = isHeadless
        ? 'Name the columns in the first line (a,b,label if it says which pairs are true), or remove it'
        : 'Name it "label" if it says which pairs are true, or remove it';
      throw new LinkFailure(`${path}: ${which} has ${found} in it, but its name does not say what it is. ${hint}`);
    }
  };
  return { row, end };
}

/**
 * Counts the verdicts in a column with an unfamiliar name. Empty cells are ignored. A column with numbers that mean
 * neither yes nor no is not a column of verdicts.
 */
function createTally() {
  let [yes, no, others, isNumber] = [0, 0, 0, false];
  let odd: string | null = null;
  return {
    count: (line: number, cell: string): void => {
      if (cell === '') return;
      const said = verdictOf(cell);
      if (said === true) yes += 1;
      else if (said === false) no += 1;
      else {
        others += 1;
        odd ??= `line ${line}: "${cell}"`;
        if (!Number.isNaN(Number(cell))) isNumber = true;
      }
    },
    /**
     * Describes the verdicts in the column. Returns null if the column doesn't contain verdicts, or if every row says
     * yes.
     */
    verdict: (): string | null => {
      const isMixed = yes > 0 && no > 0;
      const isMostly = yes + no > others && (no > 0 || others > 0);
      if (isNumber || !(isMixed || isMostly)) return null;
      const said = isMixed ? 'yes and no' : no > 0 ? 'no' : 'yes';
      return odd === null ? said : `${said}, and something else (${odd}),`;
    },
  };
}
