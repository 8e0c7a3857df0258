import { bestQuality, type Judged, type Quality, qualityAt } from '#shared/link/evaluate.ts';
import { rankOlder, rankQuality } from '#shared/link/rank.ts';
import { truthClusters } from '#shared/link/truth.ts';
import { type CsvForm, readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { idColumns, probabilityColumn } from './headers.ts';
import { collectRows, loadModel, loadRows } from './load.ts';
import { loadTruth } from './truth-file.ts';

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
    found.set(pairKey(a, b), { probability, weight });
  }
  const truth = await loadTruth(options.truth, { relations: options.relations, form: options, known });
  const truths = new Set(truth.map(([a, b]) => pairKey(a, b)));
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

/** For each record after a given time, ranks all older records. @returns the lines to print. */
export async function rankFile(
  options: {
    model: string;
    in: string;
    queryAfter: string;
    truth: string;
    relations: readonly string[] | null;
  } & CsvForm,
): Promise<string[]> {
  const model = await loadModel(options.model);
  const { time } = model;
  if (time === undefined)
    throw new LinkFailure(`${options.model}: time: names no column, so no record is older than another`);
  const after = Date.parse(options.queryAfter);
  if (Number.isNaN(after)) throw new LinkFailure(`--query-after: "${options.queryAfter}" is no date`);
  const dated = (await loadRows(model, options.in, options)).map(({ id, row, line }) => {
    const at = instantOf(row[time] ?? '');
    if (Number.isNaN(at))
      throw new LinkFailure(`${options.in}: line ${line}, column "${time}": "${row[time] ?? ''}" is no date`);
    return { id, row, at };
  });
  dated.sort((a, b) => a.at - b.at);
  const collection = collectRows(model, dated);
  const found = dated.findIndex((one) => one.at >= after);
  const first = found === -1 ? dated.length : found;
  const pairs = await loadTruth(options.truth, {
    relations: options.relations,
    form: options,
    known: new Set(collection.ids),
  });
  const truth = truthClusters(collection.ids, pairs, first);
  if (truth.size === 0)
    throw new LinkFailure(`${options.truth}: none of its pairs has a record at or after ${options.queryAfter}`);
  const quality = rankQuality(rankOlder(collection, first), dated.length - first, truth, model.show);
  return [
    `${quality.queries} records ranked against older ones; ${quality.withTruth} are duplicates of an older one`,
    `hit@1 ${quality.hit1.toFixed(4)}`,
    `hit@5 ${quality.hit5.toFixed(4)}`,
    `flagged ${quality.flagged.toFixed(4)} (at probability ${model.show})`,
  ];
}

/** A time without a zone is read as UTC, as in the engine. */
const instantOf = (text: string): number =>
  Date.parse(/Z$|[+-]\d\d:?\d\d$/.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);
