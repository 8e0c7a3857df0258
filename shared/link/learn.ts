import { type Collection, keysOf } from './collection.ts';
import { type Dependence, expectMaximize, type Run, shareCounted, smooth } from './em.ts';
import { withGivens } from './given.ts';
import { linkAll } from './link.ts';
import type { Hypothesis, Model } from './model.ts';
import { secondPartners } from './one-partner.ts';
import { candidatePatterns, type Patterns, randomPatterns, sameValuePatterns } from './patterns.ts';
import { probabilityOf } from './weigh.ts';

/** Pseudo-count for a level's previous values, in pairs. */
const SHRINK = 10;
/** At most this many pairs of each run are compared. */
const MOST_OF_A_RUN = 40_000;
const MOST_RUNS = 8;
/** Pairs of equal values to learn from; with fewer, a comparison gets no run of its own. */
const LEAST_OF_A_RUN = 200;

/**
 * What learning found. `same`: how many pairs it expects to be true; `once`: comparisons of which only a part counts
 * where another one agrees. `kept`: what stayed as it was because the learned numbers were absurd, or null.
 */
export type Found = {
  same: number;
  once: { comparison: string; where: string; counts: number }[];
  kept: { what: 'm' | 'everything'; reason: Absurd; pairs: number; before: number } | null;
};

/**
 * `too_many`: more true pairs than such files can have; the others compare the pairs of which a model is sure.
 * `conflicts`: more records of one file have several partners in the other.
 */
type Absurd = 'too_many' | 'far_more' | 'far_fewer' | 'conflicts';

/** Most true pairs for each record of a file, and for each record of the smaller one of two files. */
const MOST_PER_RECORD = { one: 8, two: 1.5 };
/** A learned model that is sure of this many times as many pairs as before, or of this share of them, is not believed. */
const MOST_TIMES = 3;
const LEAST_TIMES = 0.05;
/** Pairs of which a model is sure; fewer say nothing. */
const FEW_PAIRS = 20;

/**
 * Fits a model to records without labels: u from random pairs, m by expectation maximization, which evidence is counted
 * once, then the prior. Only the first duplicate hypothesis is fitted. If that makes absurd claims, m stays as it was, or
 * in the end everything.
 */
export function learn(collection: Collection): { model: Model; found: Found } {
  const { model } = collection;
  const first = firstDuplicate(model);
  const keys = model.blocking.length === 0 ? undefined : keysOf(collection);
  const random = randomPatterns(collection);
  const withU = learnU(collection, random);
  const runs = runsOf(collection, random, keys);
  const before = sharesOf(withU, first);
  const order = model.comparisons.map((one) => orderOf(one, first));
  const patterns = candidatePatterns(collection, undefined, { keys });
  const then = countPairs(model, patterns);
  let kept: Found['kept'] = null;
  for (const what of ['nothing', 'm'] as const) {
    const start = { before: before.m, u: before.u, order, isFree: what === 'nothing' };
    const rough = expectMaximize(runs, { ...start, depends: [] });
    const depends = dependencesOf(withGivens(replaceM(withU, first, sharesBy(model, first, rough.m)), rough.runs));
    const { m, runs: results } = expectMaximize(runs, { ...start, depends });
    const learned = learnPrior(
      withGivens(replaceM(withU, first, sharesBy(model, first, m)), results),
      collection,
      patterns,
    );
    const now = countPairs(learned, patterns);
    const reason = absurdity(collection, now, then.sure) ?? conflicts(collection, learned);
    if (reason === null) return { model: learned, found: { same: now.same, once: onceOf(learned), kept } };
    const pairs = reason === 'too_many' ? now.same : now.sure;
    // The draft's own numbers belong together; of two files, its pairs compete in any case.
    const isLast = what === 'm' || collection.second !== null;
    kept = { what: isLast ? 'everything' : 'm', reason, pairs, before: then.sure };
    if (isLast) break;
  }
  return { model, found: { same: then.same, once: onceOf(model), kept } };
}

const sharesBy = ({ comparisons }: Model, first: Hypothesis, m: readonly number[][]): Map<string, number[]> =>
  new Map(comparisons.flatMap(({ name }, i) => (first.m[name] === undefined ? [] : [[name, m[i] ?? []]])));

const onceOf = ({ comparisons }: Model): Found['once'] =>
  comparisons.flatMap(({ name, given }) =>
    given === undefined ? [] : [{ comparison: name, where: given.comparison, counts: given.counts[0] ?? 1 }],
  );

/** How many more of the sure pairs than before may give a record a second partner in the other file. */
const MOST_CONFLICTS = 0.05;

/** Two files seldom have one thing twice each, so a record's second partner is more likely wrong than not. */
function conflicts(collection: Collection, learned: Model): 'conflicts' | null {
  if (collection.second === null) return null;
  const share = (model: Model): number => secondPartners(linkAll(collection, model)) ?? 0;
  return share(learned) > share(collection.model) + MOST_CONFLICTS ? 'conflicts' : null;
}

function absurdity({ ids, second }: Collection, now: { same: number; sure: number }, before: number): Absurd | null {
  const most =
    second === null ? ids.length * MOST_PER_RECORD.one : Math.min(second, ids.length - second) * MOST_PER_RECORD.two;
  if (now.same > most) return 'too_many';
  if (now.sure > Math.max(FEW_PAIRS, before) * MOST_TIMES) return 'far_more';
  return before >= FEW_PAIRS && now.sure < before * LEAST_TIMES ? 'far_fewer' : null;
}

/** How many of the candidate pairs a model expects to be true, and of how many it is sure. */
function countPairs(model: Model, patterns: Patterns): { same: number; sure: number } {
  const first = firstDuplicate(model);
  const bitsOf = bitsUnder(model, first);
  let [same, sure] = [0, 0];
  for (const { levels, count } of patterns.values()) {
    const probability = probabilityOf(first, first.prior + bitsOf(levels));
    same += count * probability;
    if (probability >= 0.95) sure += count;
  }
  return { same: Math.round(same), sure };
}

const orderOf = (one: Model['comparisons'][number], first: Hypothesis): number[] => {
  const ratio = (level: number): number => (first.m[one.name]?.[level] ?? 1) / (one.levels[level]?.u ?? 1);
  return [...one.levels.keys()].sort((a, b) => ratio(b) - ratio(a) || a - b);
};

const sharesOf = (model: Model, { m }: Hypothesis) => ({
  m: model.comparisons.map((one) => m[one.name] ?? one.levels.map((level) => level.u)),
  u: model.comparisons.map((one) => one.levels.map((level) => level.u)),
});

/** One run for each training rule, and one for the pairs with the same value in each comparison. */
function runsOf(collection: Collection, random: Patterns, keys: ReturnType<typeof keysOf> | undefined): Run[] {
  const { model } = collection;
  const first = firstDuplicate(model);
  const isFitted = (left: ReadonlySet<string>) =>
    model.comparisons.map((one) => !left.has(one.name) && first.m[one.name] !== undefined);
  const rules = model.training.length > 0 ? model.training : model.blocking.map((one) => one.name);
  const runs: Run[] = rules.slice(0, MOST_RUNS).map((rule) => ({
    name: rule,
    same: null,
    patterns: candidatePatterns(collection, [rule], { most: MOST_OF_A_RUN, keys }),
    used: isFitted(dependsOn(model, fieldsOfRule(model, rule))),
  }));
  if (rules.length === 0)
    runs.push({
      name: 'all',
      same: null,
      patterns: candidatePatterns(collection, undefined, { most: 10 * MOST_OF_A_RUN }),
      used: isFitted(new Set()),
    });
  for (const [i, one] of model.comparisons.entries()) {
    const same = sameValuePatterns(collection, i, MOST_OF_A_RUN);
    const patterns = sum(same) < LEAST_OF_A_RUN ? agreeingPatterns(random, i, orderOf(one, first)) : same;
    if (sum(patterns) < LEAST_OF_A_RUN) continue;
    runs.push({ name: one.name, same: i, patterns, used: isFitted(dependsOn(model, one.fields)) });
  }
  return runs;
}

/** Random pairs that agree in a comparison, at least in the better half of its levels. */
function agreeingPatterns(random: Patterns, at: number, order: readonly number[]): Patterns {
  const levels = new Set(order.slice(0, -1));
  return new Map([...random].filter(([, one]) => levels.has(one.levels[at] ?? -1)));
}

const sum = (patterns: Patterns): number => [...patterns.values()].reduce((all, one) => all + one.count, 0);

/** Estimates each level's u from random pairs; there are too few true matches among them to matter. */
export function learnU(collection: Collection, patterns = randomPatterns(collection)): Model {
  const { model } = collection;
  const counts = countLevels(model, patterns);
  return {
    ...model,
    comparisons: model.comparisons.map((one, i) => {
      const before = one.levels.map((level) => level.u);
      const shares = smooth(counts[i] ?? [], before, SHRINK);
      const levels = one.levels.map((level, at) => Object.assign({}, level, { u: shares[at] ?? level.u }));
      return Object.assign<typeof one, object>({ ...one }, { levels });
    }),
  };
}

function countLevels(model: Model, patterns: Patterns): number[][] {
  const counts = model.comparisons.map((one) => one.levels.map(() => 0));
  for (const { levels, count } of patterns.values())
    for (const [i, level] of levels.entries()) {
      const own = counts[i];
      if (own !== undefined && level >= 0) own[level] = (own[level] ?? 0) + count;
    }
  return counts;
}

function fieldsOfRule(model: Model, rule: string): string[] {
  const parts = model.blocking.find((one) => one.name === rule)?.key ?? [];
  return parts.flatMap((part) =>
    'field' in part ? [part.field] : (model.comparisons.find((one) => one.name === part.comparison)?.fields ?? []),
  );
}

/** The comparisons that read a column of one of these fields. */
function dependsOn(model: Model, fields: readonly string[]): Set<string> {
  const columns = (name: string) => model.fields.find((one) => one.name === name)?.columns ?? [];
  const used = new Set(fields.flatMap(columns));
  return new Set(
    model.comparisons
      .filter((one) => one.fields.some((field) => columns(field).some((column) => used.has(column))))
      .map((one) => one.name),
  );
}

/**
 * Sets the prior so that the candidates' probabilities sum to the number of true pairs that the prior implies among all
 * pairs.
 */
export function learnPrior(model: Model, collection: Collection, patterns = candidatePatterns(collection)): Model {
  const first = firstDuplicate(model);
  const { length } = collection.ids;
  const second = collection.second;
  const pairs = second === null ? (length * (length - 1)) / 2 : second * (length - second);
  const bitsOf = bitsUnder(model, first);
  const likelihoods = Array.from(patterns.values(), ({ levels, count }) => ({
    odds: 2 ** Math.min(200, bitsOf(levels)),
    count,
  }));
  let share = 2 ** first.prior / (1 + 2 ** first.prior);
  for (let round = 0; round < 100; round++) {
    let expected = 0;
    for (const { odds, count } of likelihoods) {
      const posterior = (odds * share) / (1 - share);
      expected += (count * posterior) / (1 + posterior);
    }
    share = Math.min(0.5, Math.max(0.5, expected) / pairs);
  }
  const fitted = { ...first, prior: Math.log2(share / (1 - share)) };
  return { ...model, hypotheses: model.hypotheses.map((one) => (one.name === first.name ? fitted : one)) };
}

/** For each comparison, which other one may have counted the same evidence, up to which level, and what is left then. */
function dependencesOf({ comparisons }: Model): (Dependence | null)[] {
  return comparisons.map(({ given }) => {
    const parent = comparisons.findIndex((one) => one.name === given?.comparison);
    const last = comparisons[parent]?.levels.findIndex((one) => one.name === given?.level) ?? -1;
    return given === undefined ? null : { parent, last, counts: given.counts };
  });
}

/** The weight of a pattern under a hypothesis, without the prior and the values' own frequencies. */
function bitsUnder(model: Model, { m }: Hypothesis): (levels: Int8Array) => number {
  const depends = dependencesOf(model);
  const weights = model.comparisons.map(({ name, levels }) =>
    levels.map((level, i) => Math.log2((m[name]?.[i] ?? level.u) / level.u)),
  );
  return (levels) => {
    let bits = 0;
    for (const [i, row] of weights.entries()) {
      const level = levels[i] ?? -1;
      if (level >= 0) bits += (row[level] ?? 0) * shareCounted(depends[i], level, levels);
    }
    return bits;
  };
}

function firstDuplicate(model: Model): Hypothesis {
  const first = model.hypotheses.find((one) => one.duplicate) ?? model.hypotheses[0];
  if (first === undefined) throw new RangeError('a model needs a hypothesis');
  return first;
}

function replaceM(model: Model, of: Hypothesis, shares: ReadonlyMap<string, number[]>): Model {
  return {
    ...model,
    hypotheses: model.hypotheses.map((one) =>
      one.name === of.name ? { ...one, m: { ...one.m, ...Object.fromEntries(shares) } } : one,
    ),
  };
}
