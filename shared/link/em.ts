import { inOrder } from './level-order.ts';
import type { Patterns } from './patterns.ts';

/**
 * Pairs that were selected in one way, such as by one blocking rule. `used`: which comparisons the run may use, because
 * the selection doesn't affect them.
 */
export type Run = { name: string; same: number | null; patterns: Patterns; used: readonly boolean[] };

/**
 * The results of one run. `share`: its share of true pairs. `apart`: how its other pairs are distributed over the
 * levels. `expected`: the share of true pairs according to the starting values.
 */
export type RunResult = { run: Run; share: number; expected: number; apart: number[][]; apartPairs: number[] };

export type Learned = { m: number[][]; pairs: number[]; runs: RunResult[] };

type Given = {
  before: readonly number[][];
  u: readonly number[][];
  /** log2 of the odds that any two records are a true pair, according to the starting values. */
  prior: number;
  /** The levels of each comparison, best first. */
  order: readonly number[][];
  /** Whether m is learned; otherwise it stays as it was. */
  isFree: boolean;
  depends: readonly (Dependence | null)[];
};

/**
 * If the comparison `parent` is at a level up to `last`, each level of the dependent comparison counts only with its
 * share in `counts`.
 */
export type Dependence = { parent: number; last: number; counts: readonly number[] };

export function shareCounted(one: Dependence | null | undefined, level: number, levels: Int8Array): number {
  if (one == null) return 1;
  const other = levels[one.parent] ?? -1;
  return other < 0 || other > one.last ? 1 : (one.counts[level] ?? 1);
}

const ROUNDS = 80;
const LEAST = 1e-6;
/**
 * The starting values count as much as `SHARE_KEPT` of the true pairs found, but at least as much as `LEAST_KEPT`
 * pairs.
 */
const LEAST_KEPT = 20;
const SHARE_KEPT = 0.5;
/**
 * How often true pairs must agree, relative to the starting values. If they agree less often, a run mistook other pairs
 * for true ones.
 */
const LEAST_SHARE = 0.8;
/** The share of true pairs that the starting values predict counts as much as this many pairs of a run. */
const EXPECTED_PAIRS = 100;
/** Pseudo-count of u, in pairs, when estimating the levels of a run's false pairs. */
const APART_KEPT = 30;
/** At or above this share of agreeing pairs, agreement in one comparison practically implies agreement in another. */
const SETTLED = 0.9;
/**
 * A comparison is useless if no run has a larger share of agreeing pairs than this, for example because its columns are
 * unrelated.
 */
const LEAST_AGREEING = 0.02;

/**
 * Expectation maximization over all runs at once. Each run has its own share of true pairs and its own distribution of
 * the other pairs over the levels, because people in one street have more in common than people in one country. All
 * runs use the same m, so no run can mistake the members of a family or the people in a street for one person. m stays
 * close to its starting values, and levels never change their order.
 */
export function expectMaximize(runs: readonly Run[], given: Given): Learned {
  // The false pairs of a frozen run keep the distribution of random pairs (u). At first, these are the runs whose pairs
  // weren't selected by any comparison.
  const frozen = new Set(runs.filter((one) => one.used.every((is) => is)));
  const isTelling = tellingComparisons(runs, given);
  for (let learned = iterate(runs, given, frozen); ; learned = iterate(runs, given, frozen)) {
    const odd = learned.runs.filter((one) => !frozen.has(one.run) && !isApart(one, given, isTelling));
    if (odd.length === 0) return learned;
    for (const { run } of odd) frozen.add(run);
  }
}

/**
 * A level counts as agreement if it has at least this share of the best level's weight. A level for one matching name
 * out of two weighs less, so it doesn't count.
 */
const AGREES = 0.25;

/** Returns, for each level, whether it indicates a true pair. */
function agreeingLevels(m: readonly number[], u: readonly number[]): boolean[] {
  const weights = m.map((one, level) => Math.log2(one / (u[level] ?? 1)));
  const least = AGREES * Math.max(...weights);
  return weights.map((one) => one > 0 && one >= least);
}

/** The share of pairs at levels that indicate a true pair. */
function agreeing(of: readonly number[], m: readonly number[], u: readonly number[]): number {
  const agrees = agreeingLevels(m, u);
  return of.reduce((all, one, level) => all + (agrees[level] === true ? one : 0), 0);
}

/**
 * The comparisons that distinguish records. Few random pairs agree in them, but some pairs of a run do. No other
 * comparison determines them in the way that an address determines the town.
 */
function tellingComparisons(runs: readonly Run[], { before, u }: Given): boolean[] {
  const agree = runs.map((run) =>
    before.map((m, i) => (run.used[i] === true ? agreeingIn(run, i, m, u[i] ?? []) : null)),
  );
  const telling = before.map((m, i) => {
    const own = u[i] ?? [];
    return agreeing(own, m, own) <= agreeing(m, m, own) / 4 && agree.some((one) => (one[i] ?? 0) > LEAST_AGREEING);
  });
  return telling.map((is, i) => {
    const isSettled = runs.some(({ same }, r) => {
      if (same === null || (agree[r]?.[i] ?? 0) < SETTLED) return false;
      // If these pairs agree in most other comparisons, too, they are mostly true pairs, and don't prove that one
      // comparison determines the other.
      const others = telling.flatMap((tells, other) => (tells ? (agree[r]?.[other] ?? []) : []));
      const open = others.filter((one) => one < SETTLED);
      return open.filter((one) => one < 0.5).length * 2 > open.length;
    });
    return is && !isSettled;
  });
}

function agreeingIn({ patterns }: Run, at: number, m: readonly number[], u: readonly number[]): number {
  const counts = u.map(() => 0);
  for (const { levels, count } of patterns.values()) add(counts, levels[at] ?? -1, count);
  const all = counts.reduce((sum, one) => sum + one, 0);
  return all === 0 ? 0 : agreeing(counts, m, u) / all;
}

/**
 * Whether the pairs that a run considers false really differ. In most of the comparisons that distinguish records, they
 * should agree only slightly more often than random pairs do. If they agree more often than that, they include true
 * pairs with more differences than usual, such as people who moved.
 */
function isApart({ run, apart }: RunResult, { before, u }: Given, isTelling: readonly boolean[]): boolean {
  let [telling, differing] = [0, 0];
  for (const [i, m] of before.entries()) {
    const own = u[i] ?? [];
    if (run.used[i] !== true || isTelling[i] !== true) continue;
    telling += 1;
    const most = Math.min(agreeing(m, m, own) / 4, 4 * agreeing(own, m, own) + LEAST_AGREEING);
    if (agreeing(apart[i] ?? [], m, own) < most) differing += 1;
  }
  return differing * 2 > telling;
}

const mixed = (u: readonly number[], m: readonly number[]): number[] =>
  u.map((one, level) => 0.6 * one + 0.4 * (m[level] ?? one));

function iterate(runs: readonly Run[], given: Given, frozen: ReadonlySet<Run>): Learned {
  const { before, u, order, isFree } = given;
  let m = before.map((one, i) => inOrder(one, u[i] ?? [], order[i] ?? []));
  const results = runs.map(
    (run): RunResult => ({
      run,
      share: 0.05,
      expected: shareExpected(run, given),
      apart: frozen.has(run) ? u.map((one) => [...one]) : u.map((one, i) => mixed(one, before[i] ?? one)),
      apartPairs: u.map(() => 0),
    }),
  );
  let pairs = m.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = m.map((one) => one.map(() => 0));
    let moved = 0;
    for (const result of results) {
      const next = expect(result, m, sums, given, frozen.has(result.run));
      moved = Math.max(moved, Math.abs(next - result.share));
      result.share = next;
    }
    pairs = sums.map((one) => one.reduce((all, count) => all + count, 0));
    if (isFree)
      m = sums.map((counts, i) => {
        const kept = Math.max(LEAST_KEPT, SHARE_KEPT * (pairs[i] ?? 0));
        const next = atLeast(smooth(counts, before[i] ?? [], kept), before[i] ?? [], u[i] ?? []);
        return inOrder(next, u[i] ?? [], order[i] ?? []);
      });
    if (round > 5 && moved < 1e-7) break;
  }
  return { m, pairs, runs: results };
}

/** The share of a run's pairs that are true according to the starting values. */
function shareExpected({ patterns }: Run, { before, u, prior }: Given): number {
  const ratios = before.map((one, i) => one.map((value, level) => value / (u[i]?.[level] ?? 1)));
  let [all, matches] = [0, 0];
  for (const { levels, count } of patterns.values()) {
    const odds = ratios.reduce((product, one, i) => product * (one[levels[i] ?? -1] ?? 1), 2 ** prior);
    all += count;
    matches += odds === Number.POSITIVE_INFINITY ? count : (count * odds) / (1 + odds);
  }
  return all === 0 ? 0 : matches / all;
}

/**
 * One expectation step of a run: adds to `sums` how many of its pairs at each level are true.
 * @returns its next share of true pairs.
 */
function expect(
  result: RunResult,
  m: readonly number[][],
  sums: readonly number[][],
  { u, depends }: Given,
  isFrozen: boolean,
): number {
  const { run, share, apart } = result;
  const ratios = m.map((one, i) => one.map((value, level) => value / (apart[i]?.[level] ?? 1)));
  const others = apart.map((one) => one.map(() => 0));
  let [all, matches] = [0, 0];
  for (const { levels, count } of run.patterns.values()) {
    let odds = share / (1 - share);
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i] ?? -1;
      if (level >= 0 && run.used[i] === true) {
        const counted = isFrozen ? shareCounted(depends[i], level, levels) : 1;
        odds *= (ratios[i]?.[level] ?? 1) ** counted;
      }
    }
    const probable = odds === Number.POSITIVE_INFINITY ? count : (count * odds) / (1 + odds);
    all += count;
    matches += probable;
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i] ?? -1;
      if (level < 0 || run.used[i] !== true) continue;
      const [own, other] = [sums[i], others[i]];
      if (own !== undefined) own[level] = (own[level] ?? 0) + probable;
      if (other !== undefined) other[level] = (other[level] ?? 0) + count - probable;
    }
  }
  if (!isFrozen) result.apart = others.map((counts, i) => smooth(counts, u[i] ?? [], APART_KEPT));
  result.apartPairs = others.map((counts) => counts.reduce((sum, count) => sum + count, 0));
  const next = (matches + EXPECTED_PAIRS * result.expected) / (all + EXPECTED_PAIRS);
  return all === 0 ? share : Math.min(0.98, Math.max(1e-7, next));
}

const add = (counts: number[] | undefined, level: number, more: number): void => {
  if (counts !== undefined && level >= 0) counts[level] = (counts[level] ?? 0) + more;
};

/** Raises the total share of the levels that indicate a true pair to the minimum that is plausible (`LEAST_SHARE`). */
function atLeast(m: readonly number[], before: readonly number[], u: readonly number[]): readonly number[] {
  const [own, least] = [agreeing(m, before, u), LEAST_SHARE * agreeing(before, before, u)];
  if (own >= least || own <= 0) return m;
  const agrees = agreeingLevels(before, u);
  return m.map((one, level) => {
    return agrees[level] === true ? (one * least) / own : (one * (1 - least)) / (1 - own);
  });
}

/** Converts counts to nonzero shares that sum to 1, smoothed with `weight` pseudo-counts distributed like `before`. */
export function smooth(counts: readonly number[], before: readonly number[], weight: number): number[] {
  const pairs = counts.reduce((sum, count) => sum + count, 0);
  const total = before.reduce((sum, one) => sum + one, 0);
  const shares = counts.map((count, i) =>
    Math.max(LEAST, (count + (weight * (before[i] ?? 0)) / total) / (pairs + weight)),
  );
  const sum = shares.reduce((all, one) => all + one, 0);
  return shares.map((one) => Math.min(1 - LEAST, one / sum));
}
