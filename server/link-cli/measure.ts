import { bestQuality, type Judged, type Quality, qualityAt } from '#shared/link/evaluate.ts';
import type { Model } from '#shared/link/model.ts';
import { normalize } from '#shared/link/normalize.ts';
import { type Ranked, rankOlder, rankQuality } from '#shared/link/rank.ts';
import { truthClusters } from '#shared/link/truth.ts';
import { type CsvForm, readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { idColumns, probabilityColumn } from './headers.ts';
import { collectRows, type Loaded, loadModel, loadRows } from './load.ts';
import { idsOf, loadTruth, refuseAmbiguous, type TruePair } from './truth-file.ts';

/** Evaluates a pairs file against a truth file. @returns the lines to print. */
export async function evaluateFiles(
  options: {
    pairs: string;
    truth: string;
    relations: readonly string[] | null;
    /**
     * True when `a` and `b` are IDs from two different files: the same ID may then mean two different records, so the
     * order of a pair matters.
     */
    two: boolean;
  } & CsvForm,
): Promise<string[]> {
  const pairKey = options.two ? inOrder : inAnyOrder;
  const sides = { a: new Set<string>(), b: new Set<string>() };
  const found = new Map<string, Omit<Judged, 'same'>>();
  const known = new Set<string>();
  let names: { a: string; b: string; probability: string } | null = null;
  for await (const { line, row } of readCsv(options.pairs)) {
    names ??= pairColumns(options.pairs, Object.keys(row));
    const [a, b] = [row[names.a] ?? '', row[names.b] ?? ''];
    const probability = numberIn(row[names.probability]);
    const weight = row['weight'] === undefined ? probability : numberIn(row['weight']);
    const wrong =
      a === '' ? names.a : b === '' ? names.b : !(probability >= 0 && probability <= 1) ? names.probability : null;
    const column = wrong ?? (Number.isNaN(weight) ? 'weight' : null);
    if (column !== null)
      throw new LinkFailure(`${options.pairs}: line ${line}, column "${column}": ${wrongly(row[column])}`);
    known.add(a).add(b);
    sides.a.add(a);
    sides.b.add(b);
    found.set(pairKey(a, b), { probability, weight });
  }
  const { relations, two } = options;
  const truth = await loadTruth(options.truth, { relations, form: options, known, two });
  if (two && truth.clusterOf !== null)
    throw new LinkFailure(
      `${options.truth}: with --two, a cluster does not say which file its records are from. List the true pairs instead, the first file's id first`,
    );
  // The file may list the second file's record first in all of its pairs. If both files use the same IDs, this can't be
  // detected.
  const isAlike = [...sides.a].some((id) => sides.b.has(id));
  const among = (keyOf: (pair: TruePair) => string): number =>
    truth.pairs.filter((pair) => found.has(keyOf(pair))).length;
  const straight = ([a, b]: TruePair): string => pairKey(a, b);
  const turned = ([a, b]: TruePair): string => pairKey(b, a);
  const isTurned = !isAlike && among(turned) > among(straight);
  const truths = new Set(truth.pairs.map(isTurned ? turned : straight));
  const pairs = [...found].map(([key, one]): Judged => Object.assign({ same: truths.has(key) }, one));
  const right = pairs.some(({ same }) => same);
  return [
    `${pairs.length} pairs found, ${truths.size} true pairs`,
    ...(right || pairs.length === 0
      ? []
      : ['none of the pairs found is a true pair: do both files use the same kind of ids?']),
    'at      found  precision  recall  F1',
    qualityLine('0.50', qualityAt(pairs, truths.size, 0.5)),
    qualityLine('0.95', qualityAt(pairs, truths.size, 0.95)),
    qualityLine('best', bestQuality(pairs, truths.size)),
  ];
}

function pairColumns(path: string, names: readonly string[]) {
  const ids = idColumns(names);
  const probability = probabilityColumn(names);
  if (ids === null || probability === null) {
    const list = names.map((one) => `"${one}"`).join(', ');
    throw new LinkFailure(`${path}: line 1: a pairs file needs the columns a, b and probability. It has ${list}`);
  }
  return { a: ids[0], b: ids[1], probability };
}

/** Treats an empty cell as missing rather than as zero. */
const numberIn = (text: string | null | undefined): number => (text == null || text === '' ? Number.NaN : Number(text));
const wrongly = (value: string | null | undefined): string =>
  value == null || value === '' ? 'the cell is empty' : `"${value}" is not a valid number here`;

const qualityLine = (name: string, one: Quality): string =>
  `${name.padEnd(6)} ${String(one.found).padStart(6)}  ${one.precision.toFixed(4).padStart(9)}  ${one.recall.toFixed(4)}  ${one.f1.toFixed(4)}${name === 'best' ? `  (at probability ${one.threshold.toFixed(4)})` : ''}`;

const inOrder = (a: string, b: string): string => `${a}\n${b}`;
const inAnyOrder = (a: string, b: string): string => (a < b ? inOrder(a, b) : inOrder(b, a));

type RankOptions = {
  model: string;
  /** One file, or two. With two, the second file's records are ranked against older records of the first file. */
  in: readonly string[];
  /**
   * Only records that arrived at or after this time are ranked. Null is allowed only with two files: all records of the
   * second are then ranked against all of the first.
   */
  queryAfter: string | null;
  truth: string;
  relations: readonly string[] | null;
} & CsvForm;

/** For each record after a given time, ranks all older records. @returns the lines to print. */
export async function rankFile(options: RankOptions): Promise<string[]> {
  const model = await loadModel(options.model);
  const after = options.queryAfter === null ? null : instantOf(options.queryAfter);
  const [path = '', otherPath] = options.in;
  if (after === null && otherPath === undefined)
    throw new LinkFailure('--query-after: is required with one file, to say which of its records are new');
  if (after !== null && Number.isNaN(after))
    throw new LinkFailure(`--query-after: "${options.queryAfter}" is not a date`);
  const timed = async (from: string) => {
    const rows = await loadRows(model, from, options);
    return after === null
      ? rows.map((row) => Object.assign(row, { at: 0 }))
      : withTimes(options.model, model, from, rows);
  };
  const first = (await timed(path)).sort((a, b) => a.at - b.at);
  const others = otherPath === undefined ? [] : (await timed(otherPath)).sort((a, b) => a.at - b.at);
  const all = [...first, ...others];
  const collection = collectRows(model, all, otherPath === undefined ? null : first.length);
  const isQuery = (i: number) => (otherPath === undefined || i >= first.length) && (all[i]?.at ?? 0) >= (after ?? 0);
  const isOlder = (other: number, query: number) => (all[other]?.at ?? 0) <= (all[query]?.at ?? 0);
  const { relations } = options;
  const ids = idsOf(collection);
  const two = otherPath !== undefined;
  const truthFile = await loadTruth(options.truth, { relations, form: options, known: ids.known, two });
  refuseAmbiguous(options.truth, truthFile, ids);
  const { pairs } = truthFile;
  const found = all.findIndex((_, i) => isQuery(i));
  const from = found === -1 ? all.length : found;
  const truth = two ? pairsByQuery(pairs, ids, isQuery, isOlder) : truthClusters(collection.ids, pairs, from);
  if (truth.size === 0)
    throw new LinkFailure(
      `${options.truth}: none of its pairs has ${after === null ? 'a record of each file' : `a record at or after ${options.queryAfter}`}`,
    );
  const queries = all.filter((_, i) => isQuery(i)).length;
  const rankings = filtered(rankOlder(collection, from, model, isOlder), isQuery);
  const quality = rankQuality(rankings, queries, truth, model.show);
  return [
    `${quality.queries} records ranked against older ones; ${quality.withTruth} are duplicates of an older one`,
    `hit@1 ${quality.hit1.toFixed(4)}`,
    `hit@5 ${quality.hit5.toFixed(4)}`,
    `flagged ${quality.flagged.toFixed(4)} (at probability ${model.show})`,
  ];
}

function* filtered(rankings: Iterable<Ranked>, isQuery: (i: number) => boolean): Generator<Ranked, void, void> {
  for (const one of rankings) if (isQuery(one.query)) yield one;
}

/** Returns the true partners in the first file for each ranked record of the second. */
function pairsByQuery(
  pairs: readonly TruePair[],
  ids: ReturnType<typeof idsOf>,
  isQuery: (i: number) => boolean,
  isOlder: (other: number, query: number) => boolean,
): Map<number, Set<number>> {
  const truth = new Map<number, Set<number>>();
  for (const [a, b] of pairs) {
    const pair = ids.pair(a, b);
    if (pair === null) continue;
    const [other, query] = pair;
    if (isQuery(query) && isOlder(other, query)) truth.set(query, (truth.get(query) ?? new Set()).add(other));
  }
  return truth;
}

function withTimes(path: string, { time }: Model, from: string, rows: readonly Loaded[]) {
  if (time === undefined) throw new LinkFailure(`${path}: time: names no column, so no record is older than another`);
  return rows.map((one) => {
    const at = instantOf(one.row[time] ?? '');
    if (Number.isNaN(at))
      throw new LinkFailure(`${from}: line ${one.line}, column "${time}": "${one.row[time] ?? ''}" is not a date`);
    return Object.assign(one, { at });
  });
}

/** A time without a zone is read as UTC, as in the engine; dates may be written in any way that the engine reads. */
function instantOf(text: string): number {
  const instant = normalize('instant', [text]);
  if (instant !== '') return Number(instant);
  const date = normalize('date', [text]);
  return date === '' ? Number.NaN : Date.parse(date.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'));
}
