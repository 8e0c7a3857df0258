import { z } from 'zod';
import { whereInJson, whereNotJson } from './json-position.ts';
import { NORMALIZER_NAMES } from './normalize.ts';

/**
 * A linkage model as data: which columns make up which fields, how fields are compared, which keys make two records a
 * candidate pair, and how much each agreement weighs under each hypothesis. docs/linkage-models.md explains it with
 * examples.
 */

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lowercase letters, digits and _');
const probability = z.number().gt(0).lt(1);
const share = z.number().min(0).max(1);

const field = z.strictObject({
  name,
  columns: z.array(z.string().min(1)).min(1),
  normalize: z.enum(NORMALIZER_NAMES),
  /** Normalized values to treat as unknown, such as placeholders or the default point of a city. */
  unknown: z.array(z.string()).default([]),
});

const level = <W extends z.ZodType>(when: W) =>
  z.strictObject({
    name,
    /**
     * The text that officers see for this level, as one string or one string per language; omitted when the application
     * has its own text.
     */
    words: z.union([z.string().min(1), z.record(z.string(), z.string().min(1))]).optional(),
    /** Omitted only for the last level, which applies when no other level matches. */
    when: when.optional(),
    /** The share of pairs about different incidents that are at this level. */
    u: probability,
  });

const flag = z.literal(true);
const comparison = <K extends string, W extends z.ZodType, O extends z.ZodRawShape>(kind: K, when: W, options: O) =>
  z.strictObject({
    name,
    kind: z.literal(kind),
    fields: z.array(name).min(1),
    levels: z.array(level(when)).min(2),
    ...options,
  });

/**
 * For the level `equal`, uses the value's own frequency instead of u, so that a rare name weighs more than a common one.
 */
const frequency = z.boolean().default(false);

export const comparisonSchema = z.discriminatedUnion('kind', [
  /** `fields` contains the value and, optionally, one that it may be swapped with. */
  comparison(
    'string',
    z.union([
      z.strictObject({ equal: flag }),
      z.strictObject({ swapped: flag }),
      z.strictObject({ synonym: flag }),
      z.strictObject({ jaroWinkler: share }),
      z.strictObject({ edits: z.int().min(1).max(5) }),
      z.strictObject({ initial: flag }),
    ]),
    { frequency, synonyms: z.array(z.array(z.string()).min(2)).default([]) },
  ),
  /** `fields` contains a date normalized as `date`. `slip`: one digit wrong, two swapped, or day and month exchanged. */
  comparison(
    'date',
    z.union([z.strictObject({ equal: flag }), z.strictObject({ slip: flag }), z.strictObject({ sameYear: flag })]),
    {},
  ),
  /**
   * `fields` contains address, unit and point. Address and distance are one comparison, because they depend on each
   * other.
   */
  comparison(
    'place',
    z.union([
      z.strictObject({ sameUnit: flag }),
      z.strictObject({ sameAddress: flag }),
      z.strictObject({ samePoint: flag }),
      z.strictObject({ meters: z.number().positive() }),
      z.strictObject({ sameStreet: flag }),
    ]),
    {},
  ),
  /**
   * `fields` contains the start and, optionally, the end. Compares two intervals by the number of hours between them; 0
   * when they overlap.
   */
  comparison('interval', z.strictObject({ hours: z.number().min(0) }), {
    /** An empty `to` means that the interval hasn't ended. */
    openEnd: z.boolean().default(false),
  }),
  /**
   * The values of all `fields` are joined into one text. Texts are compared by the cosine similarity of their word
   * vectors, weighted by word rarity.
   */
  comparison('tokens', z.strictObject({ cosine: share }), {
    stem: z.boolean().default(false),
    bigrams: z.boolean().default(false),
    shortest: z.int().min(1).default(1),
    /** If not empty, only these words are compared (after stemming). */
    vocabulary: z.array(z.string()).default([]),
    /** Words with at least this Jaro-Winkler similarity count as equal. Slow, so use it only for short texts. */
    similar: share.nullable().default(null),
  }),
  /** `fields` contains a list of the form `type|brand|model|serial|cents;…`. */
  comparison(
    'items',
    z.union([
      z.strictObject({ serial: flag }),
      z.strictObject({ brandAndModel: flag }),
      z.strictObject({ typeAndValue: share }),
      z.strictObject({ type: flag }),
    ]),
    {},
  ),
  /** `fields` contains the value and, optionally, its group. */
  comparison('category', z.union([z.strictObject({ equal: flag }), z.strictObject({ sameGroup: flag })]), {
    frequency,
  }),
  comparison('number', z.union([z.strictObject({ within: z.number().min(0) }), z.strictObject({ ratio: share })]), {}),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

const keyPart = z.union([
  z.strictObject({ field: name, as: z.enum(['value', 'soundex', 'each']) }),
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
   * Whether this hypothesis means that both reports are about one incident. Duplicate and other hypotheses compete: each
   * side reduces the weight of the other.
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
  /** At least one of these comparisons must add at least `bits` to the hypothesis. */
  oneOf: z
    .strictObject({ comparisons: z.array(name).min(1), bits: z.number() })
    .nullable()
    .default(null),
  /**
   * [weight, probability] points, both increasing, with interpolation between them. If empty, the probability is computed
   * from the odds.
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
      for (const [j, need] of one.requires.entries())
        if (!comparisons.get(need.comparison)?.levels.some((level) => level.name === need.level))
          fail(['hypotheses', i, 'requires', j], `there is no level "${need.level}" of "${need.comparison}"`);
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
