import { z } from 'zod';
import { uuid } from './domain/ids.ts';
import { reviewForm, reviewSheet, reviewVerdict, secondDecision } from './domain/second-review.ts';
import { entry, nothing } from './ipc-entry.ts';
import { reviewAnswerBody } from './review-api.ts';

const sampleId = uuid;

/** Channels about second reviews that don't pass through to an endpoint: channel → input and output. */
export const reviewChannels = {
  'reviews.open': entry(z.strictObject({ sampleId }), reviewSheet),
  'reviews.decide': entry(z.strictObject({ sampleId, decision: secondDecision }), reviewSheet),
  'reviews.close': entry(z.strictObject({ sampleId, verdict: reviewVerdict }), reviewSheet),
  'reviews.take-over': entry(z.strictObject({ sampleId }), reviewSheet),
  'reviews.unblind': entry(z.strictObject({ sampleId }), nothing),
  /** An unfinished form; null if there is none. It stays on this workstation. */
  'reviews.kept': entry(z.strictObject({ sampleId }), reviewForm.nullable()),
  'reviews.keep': entry(z.strictObject({ sampleId, form: reviewForm.nullable() }), nothing),
  'reviews.answer': entry(reviewAnswerBody.extend({ sampleId }), nothing),
} as const;
