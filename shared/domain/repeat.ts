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

/** One comparison of two reports: evidence for the hypothesis where `weight` is above zero, against it below. */
export const repeatTerm = z.strictObject({
  /** What was compared, such as `phone`; `prior` is how rare a repeat is before anything was compared. */
  comparison: z.string(),
  /** What came out of it, such as `equal`. */
  level: z.string(),
  /** Bits: log2 of how much likelier this outcome is where the hypothesis holds than where it does not. */
  weight: z.number(),
  /** The same in an officer's words. */
  words: z.string(),
});

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
