import { z } from 'zod';
import { uuid } from './domain/ids.ts';
import { reviewForm, reviewSheet, reviewVerdict, secondDecision } from './domain/second-review.ts';
import { reviewAnswerBody } from './review-api.ts';

const sampleId = uuid;
const nothing = z.undefined();

/** Channels about second reviews that don't pass through to an endpoint: channel → input and output. */
export const reviewChannels = {
  'reviews.open': { input: z.strictObject({ sampleId }), output: reviewSheet },
  'reviews.decide': { input: z.strictObject({ sampleId, decision: secondDecision }), output: reviewSheet },
  'reviews.close': { input: z.strictObject({ sampleId, verdict: reviewVerdict }), output: reviewSheet },
  'reviews.take-over': { input: z.strictObject({ sampleId }), output: reviewSheet },
  'reviews.unblind': { input: z.strictObject({ sampleId }), output: nothing },
  /** A form that is not finished; null if there is none. It stays on this workstation. */
  'reviews.kept': { input: z.strictObject({ sampleId }), output: reviewForm.nullable() },
  'reviews.keep': { input: z.strictObject({ sampleId, form: reviewForm.nullable() }), output: nothing },
  'reviews.answer': { input: reviewAnswerBody.extend({ sampleId }), output: nothing },
} as const;
