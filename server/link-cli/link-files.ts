import { SURE } from '#shared/link/claims.ts';
import type { Collection, Crowded } from '#shared/link/collection.ts';
import { NO_FEATURES } from '#shared/link/features.ts';
import { type Found, learn } from '#shared/link/learn.ts';
import { createScorer, linkAll, type Pair } from '#shared/link/link.ts';
import type { Model } from '#shared/link/model.ts';
import { competing, hasOnePartner } from '#shared/link/one-partner.ts';
import { mostTruePairs } from '#shared/link/plausibility.ts';
import { type CsvForm, writeCsv } from './csv.ts';
import { LinkFailure } from './failure.ts';
import { toJson, writeText } from './json-lines.ts';
import { collectFiles, loadModel } from './load.ts';
import { checkOutputs } from './output.ts';

export type LinkOptions = {
  model: string;
  /** One file, or two whose records are linked with each other. */
  in: readonly string[];
  out: string;
  train: boolean;
  /** Where to save the model learned with `train`; if null, it is not saved. */
  learned: string | null;
  /** Pairs below this probability are not written. */
  threshold: number;
} & CsvForm;

/** Receives a message after each completed step. */
type Say = (line: string) => void;

/**
 * Links the records of one file among themselves, or those of two files with each other, and writes the pairs.
 * @returns a description of what was done.
 */
export async function linkFiles(options: LinkOptions, say: Say = () => undefined): Promise<string[]> {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const shipped = await loadModel(options.model);
  const outputs = { '--out': options.out, ...(options.learned === null ? {} : { '--learned': options.learned }) };
  await checkOutputs(outputs, [options.model, ...options.in]);
  const { collection, notes } = await collectFiles(shipped, options.in, options);
  const { length } = collection.ids;
  if (length < 2) throw new LinkFailure(`${options.in.join(', ')}: there is only one record, so there are no pairs`);
  say(`${length} records read, ${seconds()}`);
  const learned = options.train ? learn(collection) : null;
  const model = learned?.model ?? shipped;
  if (learned !== null) {
    const isKept = learned.found.kept?.what === 'weights';
    say(
      `${isKept ? 'no weights were learned from these records' : 'weights learned from these records'}, ${seconds()}`,
    );
    for (const line of whatWasFound(learned.found)) say(line);
  }
  if (options.learned !== null) await writeText(options.learned, `${toJson(model)}\n`);
  const writer = writeCsv(options.out);
  const { comparisons } = model;
  const { weigher } = createScorer(model);
  const names = comparisons.map((one) => one.name);
  const weightNames = [...names.map((name) => `${name}_weight`), 'rivals_weight', 'prior_weight'];
  await writer.row(['a', 'b', 'probability', 'weight', 'hypothesis', ...names, ...weightNames]);
  let written = 0;
  let [compared, sure] = [0, 0];
  const told = {
    compared: (pairs: number): void => void (compared += pairs),
    crowded: (rule: string, { most, keys, largest }: Crowded): void =>
      void notes.push(
        `rule ${rule}: ${keys === 1 ? '1 key brings' : `${keys} keys bring`} no records together because more than ${most} records share it (at most ${largest})`,
      ),
  };
  const { pairs, isOne } = linkedPairs(collection, model, told);
  if (isOne) say('a record has at most one partner in the other file, so its pairs compete');
  for (const pair of pairs) {
    if (pair.probability >= SURE) sure += 1;
    if (pair.probability < options.threshold) continue;
    written += 1;
    await writer.row([
      collection.ids[pair.a] ?? '',
      collection.ids[pair.b] ?? '',
      Number(pair.probability.toFixed(6)),
      Number(pair.weight.toFixed(3)),
      model.hypotheses[pair.hypothesis]?.name ?? '',
      ...comparisons.map((one, i) => one.levels[pair.levels[i] ?? -1]?.name ?? ''),
      ...weigher.parts(pair, pair.levels, {
        a: collection.features[pair.a] ?? NO_FEATURES,
        b: collection.features[pair.b] ?? NO_FEATURES,
      }),
    ]);
  }
  await writer.end();
  const done = `${compared} pairs compared, ${sure} of them sure (${SURE}); ${written} with a probability of at least ${options.threshold} written to ${options.out}`;
  const most = mostTruePairs(collection);
  if (sure > most)
    notes.push(`the model is sure of more pairs than such files can have (${most}): most of them are probably wrong`);
  return [`${length} records, ${done}, ${seconds()}`, ...notes];
}

/** Pairs less likely than this don't compete with others. */
const LEAST = 0.0005;

/**
 * Returns the linked pairs. If each record has at most one partner in the other file, pairs with a record in common
 * compete.
 */
export function linkedPairs(
  collection: Collection,
  model: Model,
  told: Parameters<typeof linkAll>[2] = {},
): { pairs: Iterable<Pair>; isOne: boolean } {
  if (collection.second === null) return { pairs: linkAll(collection, model, told), isOne: false };
  const pairs: Pair[] = [];
  for (const pair of linkAll(collection, model, told)) if (pair.probability >= LEAST) pairs.push(pair);
  const isOne = hasOnePartner(collection, model, pairs);
  return { pairs: isOne ? competing(pairs) : pairs, isOne };
}

/** Describes what was learned, and what was rejected. */
function whatWasFound({ same, once, doubted, kept, stale, sure }: Found): string[] {
  const lines = once
    .filter(({ counts }) => counts < 0.9)
    .map(
      ({ comparison, where, counts }) =>
        `where ${where} agrees, an equal ${comparison} counts for ${Math.round(counts * 100)}% of its weight, because other records share both`,
    );
  if (kept?.reason === 'fitted') {
    lines.push(
      "nothing was learned: this model's probability curves were fitted to decided pairs, and unlabeled records can't replace those pairs. Use fit, or remove every calibration from the model to train it anyway.",
    );
  } else if (kept !== null) {
    const what = kept.what === 'm' ? "the model's own m was kept" : 'all weights of the model were kept as they were';
    const why = {
      too_many: `it would make ${kept.pairs} pairs the same, more than such files can have`,
      far_more: `it would be sure of ${kept.pairs} pairs, where the given model is sure of ${kept.before}`,
      conflicts: `it would give more records several partners in the other file than the given model does`,
      open: 'more often than with the given model, two records would surely be the same as a third one, but not as each other',
      far_fewer: `it would be sure of only ${kept.pairs} pairs, where the given model is sure of ${kept.before}`,
    }[kept.reason];
    lines.push(`the learned weights were rejected, and ${what}: ${why}`);
  }
  if (sure !== null)
    lines.push(
      `the given weights are sure of ${sure.before} pairs, the learned ones of ${sure.now}; ${sure.both} pairs are in both`,
    );
  if (stale > 0)
    lines.push(
      `${stale === 1 ? "the model's probability curve was" : `the model's ${stale} probability curves were`} for other weights and dropped`,
    );
  if (doubted > 0)
    lines.push(
      `${doubted} pairs that the weights alone would be sure of are in doubt, because too many false pairs come close to them`,
    );
  return [...lines, `about ${same} pairs are expected to be the same`];
}
