import { z } from 'zod';
import { uuid } from './ids.ts';

/**
 * How two reports may belong together: one person sent one incident twice, somebody else reports the same incident, or
 * the same person tells of another incident. The last is worth knowing and never a duplicate.
 */
export const HYPOTHESES = ['same_person', 'other_person', 'related'] as const;
export const hypothesis = z.enum(HYPOTHESES);

/** `suggested` until an officer has decided about the pair; the newest decision stands. */
export const repeatState = z.enum(['suggested', 'same', 'not_same', 'related']);

/** What a comparison of two reports came out as; whoever shows it says it. */
export const repeatReason = {
  /** What was compared, such as `phone`; `prior` is how rare a repeat is before anything was compared. */
  comparison: z.string(),
  /** What came out of it, such as `equal`. */
  level: z.string(),
  /** The distance or the time that the outcome is up to, or, for the last one, from. */
  params: z.strictObject({ meters: z.number().exactOptional(), hours: z.number().exactOptional() }),
  /** What an agency's own model calls it, in one language or by language; null where the model leaves that to whoever shows it. */
  words: z.union([z.string(), z.record(z.string(), z.string())]).nullable(),
};

/** One comparison of two reports: evidence for the hypothesis where `weight` is above zero, against it below. */
export const repeatTerm = z.strictObject({
  ...repeatReason,
  /** Bits: log2 of how much likelier this outcome is where the hypothesis holds than where it does not. */
  weight: z.number(),
});
export type RepeatReason = Omit<z.infer<typeof repeatTerm>, 'weight'>;

/** Another report that may tell of what this one tells, and why. */
export const repeat = z.strictObject({
  reportId: uuid,
  trackingNumber: z.string(),
  hypothesis,
  /** Calibrated: of the pairs shown with 0.95, nineteen of twenty are what the hypothesis says. */
  probability: z.number().min(0).max(1),
  /** Bits; the sum of the terms. */
  weight: z.number(),
  terms: z.array(repeatTerm),
  modelVersion: z.string(),
  state: repeatState,
});
export type Repeat = z.infer<typeof repeat>;

/** From here on a repeat is called likely: the queue marks it, and it can be filtered by. */
export const LIKELY_REPEAT = 0.95;

/** More candidates than this help nobody to decide. */
export const MOST_REPEATS = 20;

/** Whether a repeat counts in the queue: people have not said otherwise, and it is about one and the same incident. */
export function countsAsRepeat({ hypothesis, state }: Pick<Repeat, 'hypothesis' | 'state'>): boolean {
  return state === 'same' || (state === 'suggested' && hypothesis !== 'related');
}

/**
 * In which order repeats are shown, and which go first into a list that has an end: what people linked, what may tell of
 * the same incident, what belongs together otherwise, and last what people set aside. Equal ones stay as they were.
 */
export function byBearing(one: Bearing, other: Bearing): number {
  return bearing(one) - bearing(other);
}

type Bearing = Pick<Repeat, 'hypothesis' | 'state'>;

function bearing(one: Bearing): number {
  if (one.state === 'same') return 0;
  if (countsAsRepeat(one)) return 1;
  return one.state === 'not_same' ? 3 : 2;
}

/** Of repeats in that order the one to look at first: what nobody decided about yet, else the first. */
export function leading<One extends Bearing>(repeats: readonly One[]): One | undefined {
  return repeats.find((one) => one.state === 'suggested' && countsAsRepeat(one)) ?? repeats[0];
}
