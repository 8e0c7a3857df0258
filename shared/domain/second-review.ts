import { z } from 'zod';
import { seen } from './act.ts';
import { decisionRow } from './decision-record.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { officer } from './officer.ts';
import { reportKind } from './report.ts';
import { filledParagraph, paragraph, text } from './text.ts';

/**
 * Why a decision was selected for review: because of its rejection reason, as part of the share for all officers, or as
 * part of the share for new officers.
 */
export const SAMPLE_REASONS = ['reason', 'share', 'new_officer'] as const;
export const sampleReason = z.enum(SAMPLE_REASONS);
export type SampleReason = z.infer<typeof sampleReason>;

/** In display order. */
export const REVIEW_CATEGORIES = [
  'wrong_outcome',
  'wrong_code',
  'should_ask',
  'missed_facts',
  'missed_duplicate',
  'wording',
  'other',
] as const;
export const reviewCategory = z.enum(REVIEW_CATEGORIES);
export type ReviewCategory = z.infer<typeof reviewCategory>;

/**
 * How a review ended. `stands`: the reviewer disagrees, but the decision stays. `sent_back`: somebody decides the
 * report again. `overturned`: the reviewer sets the decision aside, and decides the report again.
 */
export const REVIEW_OUTCOMES = ['agreed', 'stands', 'sent_back', 'overturned'] as const;
export const reviewOutcome = z.enum(REVIEW_OUTCOMES);
export type ReviewOutcome = z.infer<typeof reviewOutcome>;

/** The reviewer's own decision about the report, recorded before the first decision is shown. */
export const secondDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve'), code: text(40, 1).describe('The offense.') }),
  z.strictObject({ kind: z.literal('reject'), code: text(40, 1).describe('The reason.') }),
  z.strictObject({ kind: z.literal('follow_up'), code: z.null() }),
]);
export type SecondDecision = z.infer<typeof secondDecision>;

const note = filledParagraph(2000).describe('For the officer; stays inside the agency.');

/**
 * Input that the server doesn't have yet: a reviewer's form or, in `answer`, the reply of the officer whose decision
 * was reviewed.
 */
export const reviewForm = z.strictObject({
  kind: z.enum(['approve', 'reject', 'follow_up']).nullable(),
  offense: text(40).nullable(),
  reason: text(40).nullable(),
  outcome: reviewOutcome.nullable(),
  category: reviewCategory.nullable(),
  /** The limit is higher than the server's, so that a text that is too long is kept until it is shortened. */
  note: text(20_000),
  /** Null until something is typed. */
  answer: text(20_000).nullable(),
});
export type ReviewForm = z.infer<typeof reviewForm>;
export const EMPTY_FORM: ReviewForm = {
  kind: null,
  offense: null,
  reason: null,
  outcome: null,
  category: null,
  note: '',
  answer: null,
};

/**
 * The verdict on the first decision. A verdict that sets the decision aside must include what the reviewer saw
 * (`seen`), like any other act.
 */
export const reviewVerdict = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('agreed'), note: paragraph(2000) }),
  z.strictObject({ outcome: z.literal('stands'), category: reviewCategory, note }),
  z.strictObject({ outcome: z.enum(['sent_back', 'overturned']), category: reviewCategory, note, seen }),
]);
export type ReviewVerdict = z.infer<typeof reviewVerdict>;

const person = officer.pick({ id: true, displayName: true });

/** A sampled decision in the tray: nothing in it reveals what was decided, or by whom. */
export const reviewTrayRow = z.object({
  sampleId: uuid,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: reportKind,
  receivedAt: instant,
  week: z.string().describe('The Monday of the week that it was drawn from.'),
  openedBy: z.array(z.object({ displayName: z.string(), at: instant })).describe('Other supervisors who opened it.'),
  /**
   * `begun`: the caller has made the second decision, and still has to give a verdict on the first. `left`: the caller
   * may take the review over, because another supervisor made the second decision at least a day ago or can't continue.
   */
  part: z.enum(['waiting', 'begun', 'left', 'done']),
  begunAt: instant.nullable().describe('When the second decision was made.'),
  outcome: reviewOutcome.nullable(),
  closedAt: instant.nullable(),
  reviewer: z.string().nullable(),
  newAnswer: z.boolean().describe('Whether the officer answered this review of the caller since they last opened it.'),
});
export type ReviewTrayRow = z.infer<typeof reviewTrayRow>;

const letterShown = z.object({ subject: z.string(), text: z.string() });

/** A sample as its reviewer sees it. Everything about the first decision is null until the reviewer has decided. */
export const reviewSheet = z.object({
  ...reviewTrayRow.shape,
  /**
   * How the caller already knew the report: they `handled` it, chose to see it without reviewing it (`unblinded`), or
   * `opened` it after the first decision. Opening it before that decision (`opened_before`) doesn't make the review
   * less blind.
   */
  earlier: z.array(z.object({ what: z.enum(['handled', 'unblinded', 'opened', 'opened_before']), at: instant })),
  barred: z
    .array(z.object({ code: z.string(), why: z.enum(['only_after_follow_up', 'must_accept']) }))
    .describe('Reasons that the first officer could not have chosen either; only while the caller has yet to decide.'),
  own: secondDecision.nullable(),
  ownBy: z.string().nullable().describe('Who made that decision, if not the caller.'),
  wasBlind: z.boolean().nullable(),
  first: decisionRow.extend({ sampledFor: sampleReason }).nullable(),
  /** Whether both decisions are of the same kind with the same reason or offense. */
  isSame: z.boolean().nullable(),
  /**
   * The letter that setting the decision aside would send, and the `seen` for that act; null when the decision is no
   * longer in force. If only `letter` is null, no letter is sent: the decision's own letter has not been sent yet and
   * is withdrawn.
   */
  sendBack: z.object({ letter: letterShown.nullable(), seen }).nullable(),
  category: reviewCategory.nullable(),
  note: z.string().nullable(),
  answer: z.object({ text: z.string(), at: instant }).nullable(),
});
export type ReviewSheet = z.infer<typeof reviewSheet>;

/** A finished review of the caller's own decision. */
export const reviewFeedbackRow = z.object({
  sampleId: uuid,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: z.enum(['approve', 'reject']),
  code: z.string(),
  decidedAt: instant,
  reviewer: person,
  closedAt: instant,
  outcome: reviewOutcome,
  category: reviewCategory.nullable(),
  note: z.string().nullable(),
  answer: z.object({ text: z.string(), at: instant }).nullable(),
});
export type ReviewFeedbackRow = z.infer<typeof reviewFeedbackRow>;

const counts = {
  reviewed: z.int(),
  agreed: z.int(),
  sentBack: z.int().describe('Set aside, for somebody to decide again.'),
  overturned: z.int().describe('Set aside and decided again by the reviewer.'),
};

/**
 * Counts of finished reviews. `officers` has the reviews of decisions that were selected at random, by officer. `codes`
 * has all reviews, by offense or rejection reason.
 */
export const reviewRates = z.object({
  officers: z.array(z.object({ officer: person, ...counts })),
  codes: z.array(z.object({ kind: z.enum(['approve', 'reject']), code: z.string(), ...counts })),
});
export type ReviewRates = z.infer<typeof reviewRates>;

/** An appeal that nobody has decided yet. */
export const appealRow = z.object({
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: reportKind,
  appealedAt: instant,
  dueDay: z.string().describe('The last day within the promise, YYYY-MM-DD.'),
  isOverdue: z.boolean(),
  text: z.string().describe('What the reporter wrote.'),
  first: z
    .object({ by: z.string().nullable(), at: instant, reasonCode: z.string() })
    .nullable()
    .describe('The rejection that is appealed.'),
  isOwn: z.boolean().describe('Whether the caller made that decision.'),
  mayDecide: z
    .boolean()
    .describe('Whether the caller may decide it: not their own, unless they are the only supervisor.'),
});
export type AppealRow = z.infer<typeof appealRow>;
