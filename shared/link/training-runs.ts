import type { Collection, keysOf } from './collection.ts';
import type { Run } from './em.ts';
import { orderOf } from './level-order.ts';
import type { Model } from './model.ts';
import { candidatePatterns, type Patterns, sameValuePatterns } from './patterns.ts';
import { firstDuplicate } from './prior.ts';

/** At most this many pairs of each run are compared. */
const MOST_OF_A_RUN = 40_000;
const MOST_RUNS = 8;
/** Minimum number of pairs to learn from; with fewer, a comparison gets no run of its own. */
const LEAST_OF_A_RUN = 200;

/**
 * One run for each training rule, with its candidate pairs, and one run for each comparison, with the pairs that have
 * the same value in it.
 */
export function runsOf(collection: Collection, random: Patterns, keys: ReturnType<typeof keysOf> | undefined): Run[] {
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
    const patterns =
      sum(same) < LEAST_OF_A_RUN ? agreeingPatterns(random, i, orderOf(one, first.m[one.name] ?? [])) : same;
    if (sum(patterns) < LEAST_OF_A_RUN) continue;
    runs.push({ name: one.name, same: i, patterns, used: isFitted(dependsOn(model, one.fields)) });
  }
  return runs;
}

/** Random pairs that agree in a comparison: at any level but the worst. */
function agreeingPatterns(random: Patterns, at: number, order: readonly number[]): Patterns {
  const levels = new Set(order.slice(0, -1));
  return new Map([...random].filter(([, one]) => levels.has(one.levels[at] ?? -1)));
}

const sum = (patterns: Patterns): number => [...patterns.values()].reduce((all, one) => all + one.count, 0);

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
