import { z } from 'zod';

export const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lowercase letters, digits and _');
export const probability = z.number().gt(0).lt(1);
export const share = z.number().min(0).max(1);

/** One record has a value and the other has none. */
const missing = z.strictObject({ missing: z.literal(true) });

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

/**
 * Avoids counting evidence twice, such as the town of two equal addresses: if the other `comparison` is at `level` or
 * at one listed before it, each level of this comparison counts only with its share in `counts`.
 */
const given = z.strictObject({ comparison: name, level: name, counts: z.array(share) });

const flag = z.literal(true);
const comparison = <K extends string, W extends z.ZodType, O extends z.ZodRawShape>(kind: K, when: W, options: O) =>
  z.strictObject({
    name,
    kind: z.literal(kind),
    fields: z.array(name).min(1),
    levels: z.array(level(z.union([when, missing]))).min(2),
    given: given.optional(),
    ...options,
  });

/**
 * For equal values (the level `equal`, and levels of `names` with a similarity of 1), uses the value's own frequency
 * instead of u, so that a rare name weighs more than a common one.
 */
const frequency = z.boolean().default(false);
/** Forms of one name, such as Robert and Bob. */
const synonyms = z.array(z.array(z.string()).min(2)).default([]);

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
    { frequency, synonyms },
  ),
  /**
   * `fields` contains a date normalized as `date`. `slip`: one digit is wrong, two digits are swapped, or day and month
   * are swapped. `swapped`: only day and month are swapped. `edits`: at most this many wrong digits.
   */
  comparison(
    'date',
    z.union([
      z.strictObject({ equal: flag }),
      z.strictObject({ slip: flag }),
      z.strictObject({ swapped: flag }),
      z.strictObject({ edits: z.int().min(1).max(4) }),
      z.strictObject({ sameYear: flag }),
    ]),
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
    /** English and Spanish words for one thing that may be stolen or damaged count as one word. */
    nouns: z.boolean().default(false),
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
  /**
   * `fields` contains all names of a person, in any order. A level says how many of the names are in both records: all
   * (`all`), all of one record (`part`), or at least one (`some`). Each of these names must have at least this
   * similarity (Jaro-Winkler; 1: equal).
   */
  comparison(
    'names',
    z.union([z.strictObject({ all: share }), z.strictObject({ part: share }), z.strictObject({ some: share })]),
    { frequency, synonyms },
  ),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

type Without<L> = L extends { when?: infer W }
  ? Omit<L, 'when'> & { when?: Exclude<W, z.infer<typeof missing>> }
  : never;
type Known<C> = C extends { levels: (infer L)[] } ? Omit<C, 'levels'> & { levels: Without<L>[] } : never;
/** A comparison of two values that are both known. */
export type Compared = Known<Comparison>;
