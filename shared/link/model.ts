import { z } from 'zod';
import { whereInJson, whereNotJson } from './json-position.ts';
import { NORMALIZER_NAMES } from './normalize.ts';

/**
 * A linkage model as data: which columns make which fields, how fields are compared, by which keys two records meet,
 * and how much each agreement weighs under each hypothesis. docs/linkage-models.md explains it with examples.
 */

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be small letters, digits and _');
const probability = z.number().gt(0).lt(1);
const share = z.number().min(0).max(1);

const field = z.strictObject({
  name,
  columns: z.array(z.string().min(1)).min(1),
  normalize: z.enum(NORMALIZER_NAMES),
  /** Normalized values that stand for nothing known: placeholders, a city's default point. */
  unknown: z.array(z.string()).default([]),
});

const level = <W extends z.ZodType>(when: W) =>
  z.strictObject({
    name,
    /** What an officer reads when this level holds, in one language or by language; none for what the desk can say itself. */
    words: z.union([z.string().min(1), z.record(z.string(), z.string().min(1))]).optional(),
    /** Absent on the last level alone, which holds when no other does. */
    when: when.optional(),
    /** The share of pairs of different incidents at this level. */
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

/** On the level `equal` the value's own frequency stands for u, so that a rare name weighs more than a common one. */
const frequency = z.boolean().default(false);

export const comparisonSchema = z.discriminatedUnion('kind', [
  /** fields: the value, and optionally the one it may be swapped with. */
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
  /** fields: a date normalized as `date`. `slip`: one digit wrong, two swapped, or day and month exchanged. */
  comparison(
    'date',
    z.union([z.strictObject({ equal: flag }), z.strictObject({ slip: flag }), z.strictObject({ sameYear: flag })]),
    {},
  ),
  /** fields: address, unit, point. Address and distance are one comparison, because they depend on each other. */
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
  /** fields: from, and optionally to. Hours between two intervals, 0 where they overlap. */
  comparison('interval', z.strictObject({ hours: z.number().min(0) }), {
    /** An empty `to` means that it still goes on. */
    openEnd: z.boolean().default(false),
  }),
  /** fields: texts that are read as one. Cosine of vectors of words, weighted by how rare a word is. */
  comparison('tokens', z.strictObject({ cosine: share }), {
    stem: z.boolean().default(false),
    bigrams: z.boolean().default(false),
    shortest: z.int().min(1).default(1),
    /** Where given, only these words count (after stemming). */
    vocabulary: z.array(z.string()).default([]),
    /** Words that differ by this Jaro-Winkler similarity or more count as one. Slow: for short texts. */
    similar: share.nullable().default(null),
  }),
  /** fields: a list `type|brand|model|serial|cents;…`. */
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
  /** fields: the value, and optionally its group. */
  comparison('category', z.union([z.strictObject({ equal: flag }), z.strictObject({ sameGroup: flag })]), {
    frequency,
  }),
  comparison('number', z.union([z.strictObject({ within: z.number().min(0) }), z.strictObject({ ratio: share })]), {}),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

const keyPart = z.union([
  z.strictObject({ field: name, as: z.enum(['value', 'soundex', 'each']) }),
  z.strictObject({ field: name, as: z.literal('prefix'), length: z.int().min(1).max(20) }),
  /** The rarest words of a `tokens` comparison. */
  z.strictObject({ comparison: name, as: z.literal('rarest'), count: z.int().min(1).max(50) }),
  z.strictObject({
    comparison: name,
    as: z.literal('minhash'),
    bands: z.int().min(1).max(32),
    rows: z.int().min(1).max(8),
  }),
  /** Squares of twice this side, on two grids each way, so that points less than `meters` apart always share one. */
  z.strictObject({ field: name, as: z.literal('cell'), meters: z.number().positive() }),
  /** Spans of twice this many hours on two grids: instants less than `hours` apart always share one. */
  z.strictObject({ field: name, as: z.literal('span'), hours: z.number().positive() }),
  z.strictObject({ field: name, as: z.literal('serials') }),
]);
export type KeyPart = z.infer<typeof keyPart>;

const rule = z.strictObject({
  name,
  key: z.array(keyPart).min(1),
  /** A key that more records share than this brings no candidates. */
  most: z.int().min(2).max(100_000).default(64),
});

const hypothesis = z.strictObject({
  name,
  /** Whether it says that both tell of one incident; the others are rivals that take weight away. */
  duplicate: z.boolean().default(true),
  /** log2 of the odds before anything is compared. */
  prior: z.number().min(-60).max(60),
  /** For each comparison the share of true pairs at each level, in the order of the levels; absent ones weigh nothing. */
  m: z.record(name, z.array(probability)),
  /** Levels that must be reached, this one or one above it. */
  requires: z.array(z.strictObject({ comparison: name, level: name })).default([]),
  /** Of these, one must speak for it by at least `bits`. */
  oneOf: z
    .strictObject({ comparisons: z.array(name).min(1), bits: z.number() })
    .nullable()
    .default(null),
  /** [weight, probability] with both rising; between two points it is read off the line. Empty: the odds themselves. */
  calibration: z.array(z.tuple([z.number(), share])).default([]),
});
export type Hypothesis = z.infer<typeof hypothesis>;

export const modelSchema = z
  .strictObject({
    format: z.literal(1),
    name,
    version: z.string().min(1).max(40),
    about: z.string().optional(),
    /** The column that names a record; without it the line number does. */
    id: z.string().min(1),
    fields: z.array(field).min(1),
    comparisons: z.array(comparisonSchema).min(1).max(40),
    /** Empty: every record is compared with every other. */
    blocking: z.array(rule).max(16).default([]),
    /** Blocking rules by which m is learned; comparisons that read a column of the rule are left out of its run. */
    training: z.array(name).default([]),
    hypotheses: z.array(hypothesis).min(1).max(5),
    /** Pairs of at least this probability are shown. */
    show: share.default(0.5),
    /** The column with the instant of arrival, for ranking against older records. */
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
          fail(['comparisons', i, 'levels', j, 'when'], 'must be there on all levels but the last');
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

/** A model from a file's text. @throws Error that says in words where the file is wrong. */
export function readModel(given: string): Model {
  // Some editors begin a file with a byte order mark.
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
