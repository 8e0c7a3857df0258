import { z } from 'zod';
import { uuid } from './ids.ts';

/**
 * How two reports may be connected: the same person sent one incident twice, someone else reported the same incident, or
 * the same person reported a different incident. The last is worth knowing but never a duplicate.
 */
export const HYPOTHESES = ['same_person', 'other_person', 'related'] as const;
export const hypothesis = z.enum(HYPOTHESES);

/** `suggested` until an officer decides about the pair; the newest decision applies. */
export const duplicateState = z.enum(['suggested', 'same', 'not_same', 'related']);

/** The result of comparing two reports; it is put into words where it is shown. */
export const duplicateReason = {
  /** What was compared, such as `phone`; `prior` is how rare a duplicate is before any comparison. */
  comparison: z.string(),
  /** The result, such as `equal`. */
  level: z.string(),
  /** The level's upper limit, as a distance or a time; for the last level, its lower limit. */
  params: z.strictObject({ meters: z.number().exactOptional(), hours: z.number().exactOptional() }),
  /**
   * The wording from an agency's own model, in one language or by language; null when the model has none and the display
   * supplies it.
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
  /** Calibrated: of the pairs shown with 0.95, the hypothesis is true for nineteen out of twenty. */
  probability: z.number().min(0).max(1),
  /** Bits; the sum of the terms. */
  weight: z.number(),
  terms: z.array(duplicateTerm),
  modelVersion: z.string(),
  state: duplicateState,
});
export type Duplicate = z.infer<typeof duplicate>;

/** From this probability on, a duplicate counts as likely: the queue marks it and can filter by it. */
export const LIKELY_DUPLICATE = 0.95;

/** More candidates than this don't help anyone decide. */
export const MOST_DUPLICATES = 20;

/** Whether a duplicate counts in the queue: no one has decided otherwise, and it is about the same incident. */
export function countsAsDuplicate({ hypothesis, state }: Pick<Duplicate, 'hypothesis' | 'state'>): boolean {
  return state === 'same' || (state === 'suggested' && hypothesis !== 'related');
}

/**
 * Sorts duplicates for display and for truncated lists: first the ones people linked, then possible duplicates, then
 * other related reports, and last the ones people dismissed. Equal ones keep their order.
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

/** The first one to look at in a list sorted that way: the first undecided one, else the first. */
export function leading<One extends Bearing>(duplicates: readonly One[]): One | undefined {
  return duplicates.find((one) => one.state === 'suggested' && countsAsDuplicate(one)) ?? duplicates[0];
}
