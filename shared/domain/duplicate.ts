import { z } from 'zod';
import { uuid } from './ids.ts';

/**
 * How two reports may be connected: the same person reported one incident twice, someone else reported the same incident,
 * or the same person reported a different incident. The last is useful to know but is never a duplicate.
 */
export const HYPOTHESES = ['same_person', 'other_person', 'related'] as const;
export const hypothesis = z.enum(HYPOTHESES);

/** `suggested` until an officer decides about the pair; the most recent decision applies. */
export const duplicateState = z.enum(['suggested', 'same', 'not_same', 'related']);

/** The result of comparing one aspect of two reports. The text is created where it is shown. */
export const duplicateReason = {
  /** What was compared, such as `phone`. `prior` stands for the odds before any comparison: how rare duplicates are. */
  comparison: z.string(),
  /** The result, such as `equal`. */
  level: z.string(),
  /** The level's upper limit, as a distance or a time. The last level has no upper limit, so this is its lower limit. */
  params: z.strictObject({ meters: z.number().exactOptional(), hours: z.number().exactOptional() }),
  /**
   * The wording from an agency's own model, as one text or one per language; null when the model has none and the screen
   * uses its own.
   */
  words: z.union([z.string(), z.record(z.string(), z.string())]).nullable(),
};

/** One comparison of two reports: evidence for the hypothesis when `weight` is positive, against it when negative. */
export const duplicateTerm = z.strictObject({
  ...duplicateReason,
  /** Bits: log2 of how much likelier this result is when the hypothesis is true than when it is false. */
  weight: z.number(),
});
export type DuplicateReason = Omit<z.infer<typeof duplicateTerm>, 'weight'>;

/** Another report that may be about the same incident, and why. */
export const duplicate = z.strictObject({
  reportId: uuid,
  trackingNumber: z.string(),
  hypothesis,
  /** Calibrated: of the pairs shown with 0.95, 95% are true. */
  probability: z.number().min(0).max(1),
  /** In bits; equals the sum of the terms' weights. */
  weight: z.number(),
  terms: z.array(duplicateTerm),
  modelVersion: z.string(),
  state: duplicateState,
});
export type Duplicate = z.infer<typeof duplicate>;

/** At or above this probability, a duplicate counts as likely: the queue marks it and can filter by it. */
export const LIKELY_DUPLICATE = 0.95;

/** Maximum number of duplicates listed for a report; more wouldn't help anyone decide. */
export const MOST_DUPLICATES = 20;

/**
 * Whether a duplicate counts in the queue: an officer confirmed it, or it was suggested for the same incident and not yet
 * decided.
 */
export function countsAsDuplicate({ hypothesis, state }: Pick<Duplicate, 'hypothesis' | 'state'>): boolean {
  return state === 'same' || (state === 'suggested' && hypothesis !== 'related');
}

/**
 * Sorts duplicates for display and for truncated lists: first those confirmed by officers, then possible duplicates, then
 * related reports, and last those that officers dismissed. Ties keep their order.
 */
export function byBearing(one: Bearing, other: Bearing): number {
  return bearing(one) - bearing(other);
}

type Bearing = Pick<Duplicate, 'hypothesis' | 'state'>;

function bearing(one: Bearing): number {
  if (one.state === 'same') return 0;
  if (countsAsDuplicate(one)) return 1;
  return one.state === 'not_same' ? 3 : 2;
}

/** The entry to look at first in a list sorted with `byBearing`: the first undecided one, else the first. */
export function leading<One extends Bearing>(duplicates: readonly One[]): One | undefined {
  return duplicates.find((one) => one.state === 'suggested' && countsAsDuplicate(one)) ?? duplicates[0];
}
