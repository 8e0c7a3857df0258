import { z } from 'zod';
import { comparisonSchema, name, probability, share } from './comparison.ts';
import { whereInJson, whereNotJson } from './json-position.ts';
import { NORMALIZER_NAMES } from './normalize.ts';

/**
 * A linkage model as data: which columns make up which fields, how fields are compared, which keys make two records a
 * candidate pair, and how much each agreement weighs under each hypothesis. docs/linkage-models.md explains it with
 * examples.
 */

const field = z.strictObject({
  name,
  columns: z.array(z.string().min(1)).min(1),
  normalize: z.enum(NORMALIZER_NAMES),
  /** Normalized values to treat as unknown, such as placeholders or the default point of a city. */
  unknown: z.array(z.string()).default([]),
});

const keyPart = z.union([
  z.strictObject({ field: name, as: z.enum(['value', 'soundex', 'each', 'streets']) }),
  z.strictObject({ field: name, as: z.literal('prefix'), length: z.int().min(1).max(20) }),
  /** One key for each of the rarest words of a `tokens` comparison. */
  z.strictObject({ comparison: name, as: z.literal('rarest'), count: z.int().min(1).max(50) }),
  z.strictObject({
    comparison: name,
    as: z.literal('minhash'),
    bands: z.int().min(1).max(32),
    rows: z.int().min(1).max(8),
  }),
  /**
   * Square cells whose sides are twice this length, on two offset grids in each direction, so that points less than
   * `meters` apart always share a cell.
   */
  z.strictObject({ field: name, as: z.literal('cell'), meters: z.number().positive() }),
  /**
   * Time spans of twice this many hours, on two offset grids, so that timestamps less than `hours` apart always share a
   * span.
   */
  z.strictObject({ field: name, as: z.literal('span'), hours: z.number().positive() }),
  z.strictObject({ field: name, as: z.literal('serials') }),
]);
export type KeyPart = z.infer<typeof keyPart>;

const rule = z.strictObject({
  name,
  key: z.array(keyPart).min(1),
  /** A key shared by more records than this is skipped and produces no candidate pairs. */
  most: z.int().min(2).max(100_000).default(64),
});

const hypothesis = z.strictObject({
  name,
  /**
   * Whether this hypothesis means that both reports are about one incident. Duplicate hypotheses compete with the other
   * ones: each reduces the weight of those on the other side.
   */
  duplicate: z.boolean().default(true),
  /** log2 of the prior odds. */
  prior: z.number().min(-60).max(60),
  /**
   * For each comparison, the share of true pairs at each level, in level order. Comparisons that are omitted add no
   * weight.
   */
  m: z.record(name, z.array(probability)),
  /** Minimum levels: each comparison must reach the named level or one listed before it. */
  requires: z.array(z.strictObject({ comparison: name, level: name })).default([]),
  /**
   * Levels that together rule out the hypothesis: it doesn't apply if every one of these comparisons is at the named
   * level or at one listed after it.
   */
  unless: z.array(z.strictObject({ comparison: name, level: name })).default([]),
  /** At least one of these comparisons must add at least `bits` to the hypothesis. */
  oneOf: z
    .strictObject({ comparisons: z.array(name).min(1), bits: z.number() })
    .nullable()
    .default(null),
  /**
   * [weight, probability] points, both increasing, with interpolation between them. If empty, the probability is
   * computed from the odds.
   */
  calibration: z.array(z.tuple([z.number(), share])).default([]),
});
export type Hypothesis = z.infer<typeof hypothesis>;

export const modelSchema = z
  .strictObject({
    format: z.literal(1),
    name,
    version: z.string().min(1).max(40),
    about: z.string().optional(),
    /** The column with a record's id; without it, the line number is used. */
    id: z.string().min(1),
    fields: z.array(field).min(1),
    comparisons: z.array(comparisonSchema).min(1).max(40),
    /** If empty, every record is compared with every other. */
    blocking: z.array(rule).max(16).default([]),
    /** Blocking rules for learning m, one run for each. A run skips comparisons that use one of the rule's columns. */
    training: z.array(name).default([]),
    hypotheses: z.array(hypothesis).min(1).max(5),
    /** Pairs with at least this probability are shown. */
    show: share.default(0.5),
    /**
     * With two files, how many partners a record can have in the other one. If omitted, this is determined from the
     * pairs that the model is sure of.
     */
    partners: z.enum(['one', 'many']).optional(),
    /** The column with the time of arrival, for ranking each record against older ones. */
    time: z.string().min(1).optional(),
  })
  .superRefine((model, context) => {
    const fail = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const fields = new Set(model.fields.map((one) => one.name));
    const comparisons = new Map(model.comparisons.map((one) => [one.name, one]));
    if (fields.size < model.fields.length) fail(['fields'], 'two fields have the same name');
    if (comparisons.size < model.comparisons.length) fail(['comparisons'], 'two comparisons have the same name');
    for (const [i, one] of model.comparisons.entries()) {
      for (const used of one.fields)
        if (!fields.has(used)) fail(['comparisons', i, 'fields'], `there is no field "${used}"`);
      for (const [j, level] of one.levels.entries()) {
        const last = j === one.levels.length - 1;
        if (last !== (level.when === undefined))
          fail(['comparisons', i, 'levels', j, 'when'], 'must be set on all levels but the last');
      }
      if (one.given === undefined) continue;
      const { comparison, level, counts } = one.given;
      if (!comparisons.get(comparison)?.levels.some((other) => other.name === level))
        fail(['comparisons', i, 'given'], `there is no level "${level}" of "${comparison}"`);
      if (counts.length !== one.levels.length)
        fail(['comparisons', i, 'given', 'counts'], `has ${counts.length} numbers for ${one.levels.length} levels`);
      const passed = new Set<string>();
      for (let at = comparison; !passed.has(at); at = comparisons.get(at)?.given?.comparison ?? at) passed.add(at);
      if (passed.has(one.name)) fail(['comparisons', i, 'given'], 'depends on itself');
    }
    for (const [i, one] of model.blocking.entries()) {
      for (const [j, part] of one.key.entries()) {
        const at = ['blocking', i, 'key', j];
        if ('field' in part && !fields.has(part.field)) fail(at, `there is no field "${part.field}"`);
        if ('comparison' in part && comparisons.get(part.comparison)?.kind !== 'tokens')
          fail(at, `there is no comparison "${part.comparison}" of kind tokens`);
      }
    }
    for (const [i, used] of model.training.entries())
      if (!model.blocking.some((one) => one.name === used))
        fail(['training', i], `there is no blocking rule "${used}"`);
    for (const [i, one] of model.hypotheses.entries()) {
      for (const [used, shares] of Object.entries(one.m)) {
        const levels = comparisons.get(used)?.levels.length;
        if (levels === undefined) fail(['hypotheses', i, 'm', used], `there is no comparison "${used}"`);
        else if (levels !== shares.length)
          fail(['hypotheses', i, 'm', used], `has ${shares.length} numbers for ${levels} levels`);
      }
      for (const part of ['requires', 'unless'] as const)
        for (const [j, need] of one[part].entries())
          if (!comparisons.get(need.comparison)?.levels.some((level) => level.name === need.level))
            fail(['hypotheses', i, part, j], `there is no level "${need.level}" of "${need.comparison}"`);
      for (const used of one.oneOf?.comparisons ?? [])
        if (!comparisons.has(used)) fail(['hypotheses', i, 'oneOf'], `there is no comparison "${used}"`);
    }
  });
export type Model = z.infer<typeof modelSchema>;

/**
 * Parses a model file's text.
 * @throws Error that names the position of the problem in the file.
 */
export function readModel(given: string): Model {
  // Some editors save a file with a byte order mark at the beginning.
  const text = given.replace(/^\uFEFF/, '');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const { line, column } = whereNotJson(text) ?? { line: 1, column: 1 };
    throw new Error(`line ${line}, column ${column}: this is not JSON`, { cause: error });
  }
  const parsed = modelSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => {
    const { line, column } = whereInJson(text, path);
    return `line ${line}, column ${column}: ${path.join('.') || 'model'}: ${message}`;
  });
  throw new Error(lines.slice(0, 10).join('\n'), { cause: parsed.error });
}
