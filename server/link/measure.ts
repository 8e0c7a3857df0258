import { bestQuality, type Judged, type Quality, qualityAt } from '#shared/link/evaluate.ts';
import { rankOlder, rankQuality } from '#shared/link/rank.ts';
import { truthClusters } from '#shared/link/truth.ts';
import { type CsvForm, readCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { collectRows, loadModel, loadRows, loadTruth } from './load.ts';

/** Measures a pairs file against a truth file. @returns the lines to print. */
export async function evaluateFiles(
  options: {
    pairs: string;
    truth: string;
    relations: readonly string[] | null;
    /** `a` and `b` are of two files, in which one id may stand for two records: then the order counts. */
    two: boolean;
  } & CsvForm,
): Promise<string[]> {
  const pairKey = options.two ? inOrder : inAnyOrder;
  const truths = new Set((await loadTruth(options.truth, options.relations, options)).map(([a, b]) => pairKey(a, b)));
  const judged = new Map<string, Judged>();
  for await (const { line, row } of readCsv(options.pairs)) {
    const { a, b } = row;
    const probability = Number(row['probability'] ?? Number.NaN);
    const weight = Number(row['weight'] ?? probability);
    if (a == null || b == null || Number.isNaN(probability) || Number.isNaN(weight))
      throw new LinkFailure(
        `${options.pairs}: line ${line}: needs columns a, b, probability and weight, all filled in`,
      );
    judged.set(pairKey(a, b), { probability, weight, same: truths.has(pairKey(a, b)) });
  }
  const pairs = [...judged.values()];
  const right = pairs.some(({ same }) => same);
  return [
    `${pairs.length} pairs found, ${truths.size} true ones`,
    ...(right || pairs.length === 0
      ? []
      : ['none of those found is a true one: are the ids of both files the same kind?']),
    'at      found  precision  recall  F1',
    qualityLine('0.50', qualityAt(pairs, truths.size, 0.5)),
    qualityLine('0.95', qualityAt(pairs, truths.size, 0.95)),
    qualityLine('best', bestQuality(pairs, truths.size)),
  ];
}

const qualityLine = (name: string, one: Quality): string =>
  `${name.padEnd(6)} ${String(one.found).padStart(6)}  ${one.precision.toFixed(4).padStart(9)}  ${one.recall.toFixed(4)}  ${one.f1.toFixed(4)}${name === 'best' ? `  (at probability ${one.threshold.toFixed(4)})` : ''}`;

const inOrder = (a: string, b: string): string => `${a}\n${b}`;
const inAnyOrder = (a: string, b: string): string => (a < b ? inOrder(a, b) : inOrder(b, a));

/** Ranks each record that came after an instant against all older ones. @returns the lines to print. */
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
  if (time === undefined) throw new LinkFailure(`${options.model}: time: names no column, so that nothing is older`);
  const after = Date.parse(options.queryAfter);
  if (Number.isNaN(after)) throw new LinkFailure(`--query-after: "${options.queryAfter}" is no date`);
  const dated = (await loadRows(model, options.in, options)).map(({ id, row }) => ({
    id,
    row,
    at: instantOf(row[time] ?? ''),
  }));
  const undated = dated.find((one) => Number.isNaN(one.at));
  if (undated !== undefined)
    throw new LinkFailure(`${options.in}: column "${time}" of ${undated.id} is no date: "${undated.row[time] ?? ''}"`);
  dated.sort((a, b) => a.at - b.at);
  const collection = collectRows(model, dated);
  const found = dated.findIndex((one) => one.at >= after);
  const first = found === -1 ? dated.length : found;
  const pairs = await loadTruth(options.truth, options.relations, options);
  const truth = truthClusters(collection.ids, pairs, first);
  if (truth.size === 0)
    throw new LinkFailure(
      `${options.truth}: none of its pairs has a record that came at or after ${options.queryAfter}`,
    );
  const quality = rankQuality(rankOlder(collection, first), dated.length - first, truth, model.show);
  return [
    `${quality.queries} records ranked against older ones, ${quality.withTruth} of them repeat one`,
    `hit@1 ${quality.hit1.toFixed(4)}`,
    `hit@5 ${quality.hit5.toFixed(4)}`,
    `flagged ${quality.flagged.toFixed(4)} (at probability ${model.show})`,
  ];
}

/** A time without a zone is taken as UTC, as the engine takes it. */
const instantOf = (text: string): number =>
  Date.parse(/Z$|[+-]\d\d:?\d\d$/.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);
