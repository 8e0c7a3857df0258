import { z } from 'zod';
import { instant, uuid } from './domain/ids.ts';
import { pages } from './domain/query.ts';
import {
  appealRow,
  reviewFeedbackRow,
  reviewRates,
  reviewSheet,
  reviewTrayRow,
  reviewVerdict,
  secondDecision,
} from './domain/second-review.ts';
import { filledParagraph } from './domain/text.ts';
import { endpoint } from './endpoint.ts';

const bySample = z.object({ sampleId: uuid.describe('The sample’s id, as the tray lists it.') });
export const reviewAnswerBody = z.strictObject({ text: filledParagraph(2000) });
export const reviewTrayQuery = z.object({
  part: z.enum(['open', 'done']).default('open').describe('Finished reviews instead of those to do.'),
  ...pages,
});

/** The endpoints in shared/api.ts for second reviews and appeals. */
export const reviewApi = {
  reviewTray: endpoint({
    method: 'GET',
    path: '/api/v1/reviews',
    summary: 'Decisions to review a second time',
    description:
      "Drawn from last week's decisions by the agency's rule, oldest report first, without anything that tells what was decided. Never the caller's own decisions. Reading it is audited.",
    auth: ['supervisor'],
    query: reviewTrayQuery,
    response: z.object({ rows: z.array(reviewTrayRow), total: z.int() }),
    errors: ['invalid_request'],
  }),
  openReview: endpoint({
    method: 'POST',
    path: '/api/v1/reviews/:sampleId/opening',
    summary: 'Open a review',
    description:
      'Other supervisors see that the caller has opened it; it is not a lock. The first decision is included only once the caller has decided. Repeating the request changes nothing.',
    auth: ['supervisor'],
    params: bySample,
    response: reviewSheet,
    errors: ['invalid_request', 'not_found'],
  }),
  decideReview: endpoint({
    method: 'POST',
    path: '/api/v1/reviews/:sampleId/decision',
    summary: 'Decide a sampled report independently',
    description:
      'Records what the caller would have done, then returns the first decision. It cannot be changed afterwards, and a sample has one reviewer: 409 when another supervisor was faster.',
    auth: ['supervisor'],
    params: bySample,
    body: secondDecision,
    response: reviewSheet,
    errors: ['invalid_request', 'not_found', 'act_not_allowed', 'against_rule'],
  }),
  closeReview: endpoint({
    method: 'POST',
    path: '/api/v1/reviews/:sampleId/verdict',
    summary: 'Agree or disagree with the first decision',
    description:
      "Ends the review. With `sent_back` or `overturned`, the report is reopened in the same transaction: with the letter of correction that the reviewer saw, or, if the decision's own letter has not gone out, by withdrawing that one. 409 when the report has changed.",
    auth: ['supervisor'],
    params: bySample,
    body: reviewVerdict,
    response: reviewSheet,
    errors: [
      'invalid_request',
      'not_found',
      'act_not_allowed',
      'against_rule',
      'stale_version',
      'letter_changed',
      'idempotency_mismatch',
    ],
  }),
  takeOverReview: endpoint({
    method: 'POST',
    path: '/api/v1/reviews/:sampleId/take-over',
    summary: 'Finish a review that another supervisor left',
    description:
      'For one whose reviewer decided a day ago or more, or can no longer sign in as a supervisor. That decision stays; the verdict is the caller’s, and the review is marked as not blind. 409 when its reviewer may still be at work on it.',
    auth: ['supervisor'],
    params: bySample,
    response: reviewSheet,
    errors: ['invalid_request', 'not_found', 'act_not_allowed'],
  }),
  unblindReview: endpoint({
    method: 'POST',
    path: '/api/v1/reviews/:sampleId/unblinding',
    summary: 'See a sampled report without reviewing it first',
    description:
      'For a supervisor who has to work with the report. A review of it by the same supervisor is marked as not blind from then on.',
    auth: ['supervisor'],
    params: bySample,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  reviewHidden: endpoint({
    method: 'GET',
    path: '/api/v1/reviews/hidden',
    summary: 'What the caller may not see yet',
    description:
      'Reports whose sampled decision the caller may still review. A workstation keeps none of them, also if a page of changes has one, and on request the server sends them only as their first officer got them.',
    auth: ['supervisor'],
    response: z.object({
      reportIds: z.array(uuid),
      isOnlySupervisor: z.boolean().describe('Whether no other supervisor can sign in.'),
      toReview: z.int().min(0).describe('How many reviews wait for the caller, whether blind, begun or neither.'),
      newAnswers: z
        .int()
        .min(0)
        .describe('How many of the caller’s finished reviews have an answer that they have not read.'),
      holdsLifting: z.int().min(0).describe('How many legal holds are being lifted, which the caller may stop.'),
    }),
    errors: [],
  }),
  reviewRates: endpoint({
    method: 'GET',
    path: '/api/v1/reviews/rates',
    summary: 'How often reviewers agreed',
    description:
      'By officer, counting only decisions drawn by a share, since decisions chosen for their reason would distort it; and by what was decided, counting all. Reading it is audited.',
    auth: ['supervisor'],
    query: z.object({
      from: instant.optional().describe('Only decisions made at this time or later.'),
      to: instant.optional().describe('Only decisions made before this time.'),
    }),
    response: reviewRates,
    errors: [],
  }),
  ownReviews: endpoint({
    method: 'GET',
    path: '/api/v1/reviews/own',
    summary: "Finished reviews of the caller's own decisions",
    description: 'Newest first, at most 50.',
    auth: ['officer', 'supervisor'],
    response: z.object({ rows: z.array(reviewFeedbackRow) }),
    errors: [],
  }),
  answerReview: endpoint({
    method: 'PUT',
    path: '/api/v1/reviews/:sampleId/answer',
    summary: 'Answer a review',
    description: 'What the officer says to the review of their own decision; a new answer replaces it.',
    auth: ['officer', 'supervisor'],
    params: bySample,
    body: reviewAnswerBody,
    status: 204,
    response: z.null(),
    errors: ['invalid_request', 'not_found'],
  }),
  appeals: endpoint({
    method: 'GET',
    path: '/api/v1/appeals',
    summary: 'Appeals to decide',
    description:
      'Oldest first, with the reason, the decision that is appealed, and the day by which an answer is promised. Reading it is audited like reading reports.',
    auth: ['supervisor'],
    query: z.object(pages),
    response: z.object({
      rows: z.array(appealRow),
      total: z.int(),
      toReview: z
        .int()
        .describe(
          'How many decisions the caller is to review blind. If one of them is appealed, it is listed after that.',
        ),
    }),
    errors: ['invalid_request'],
  }),
} as const;
