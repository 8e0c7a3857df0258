import { z } from 'zod';
import { ACT_KINDS, circumstances, dangerAnswer } from './act.ts';
import { anyEvent } from './history-event.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { REPORT_KINDS } from './kinds.ts';
import { whole } from './query.ts';
import { language } from './report.ts';
import { line } from './text.ts';

const yesNo = z.enum(['yes', 'no']);

/** A supervisor's filter for decisions, apart from the dates. */
export const decisionFilter = z.object({
  officerId: uuid.optional().describe('Only acts of this officer.'),
  kind: z.enum(ACT_KINDS).optional().describe('Only acts of this kind.'),
  reportKind: z.enum(REPORT_KINDS).optional().describe('Only acts on reports of this kind.'),
  reasonCode: z
    .string()
    .regex(/^[a-z_]{2,40}$/)
    .optional()
    .describe('Only rejections for this reason.'),
  hintsFollowed: yesNo
    .optional()
    .describe('Only decisions on reports whose flags suggested a reason, by whether that reason was chosen.'),
  duplicate: yesNo.optional().describe('By whether the act names another report as the primary.'),
  offline: yesNo.optional().describe('By whether the officer decided without a connection.'),
  language: language.optional().describe('Only acts on reports in this language.'),
  hoursAtLeast: whole(1, 100_000).optional().describe('Only acts at least this many hours after the report was filed.'),
  openSecondsAtMost: whole(0, 86_400)
    .optional()
    .describe('Only acts of officers who had the report open for at most so many seconds, as their workstation told.'),
  text: line(200)
    .optional()
    .describe(
      "A whole tracking number finds the acts on that report and those that name it as the primary. Other text matches anywhere in the tracking number, the officer's name, the reason or the note.",
    ),
});
export type DecisionFilter = z.infer<typeof decisionFilter>;

export const decisionQuery = decisionFilter.extend({
  from: instant.optional().describe('Not before this.'),
  to: instant.optional().describe('Not after this.'),
  direction: z.enum(['asc', 'desc']).default('desc').describe('By time: oldest or newest first.'),
  afterAt: instant.optional().describe('The `at` of the last row of the previous page.'),
  afterId: uuid.optional().describe('The `id` of the last row of the previous page.'),
  limit: whole(1, 200).default(50).describe('Maximum number of rows to return.'),
});
export type DecisionQuery = z.infer<typeof decisionQuery>;

/**
 * One act as a supervisor sees it: who, when, what, why, and the letter that was sent. The row is kept when its report
 * is removed, but without note and letter.
 */
export const decisionRow = z.object({
  id: uuid,
  at: instant.describe('When the server carried it out.'),
  officer: z.object({ id: uuid, displayName: z.string() }),
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  reportKind: z.enum(REPORT_KINDS),
  language,
  receivedAt: instant.describe('When the report was filed.'),
  kind: z.enum(ACT_KINDS),
  /**
   * The same event as in the report's history. It contains the offense, rejection reason, missing items, call outcome
   * or reason for reopening.
   */
  event: anyEvent,
  note: z.string(),
  danger: dangerAnswer
    .nullable()
    .optional()
    .describe('What the officer did about words that may mean danger; null if none were unanswered, or once removed.'),
  caseNumber: z.string().nullable(),
  circumstances: circumstances.nullable().describe('Null if the program that sent the act told none.'),
  hintsFollowed: z.boolean().nullable().describe('Null if no flag suggested a reason.'),
  removed: z.boolean().describe('Whether the report was removed because its retention period ended.'),
  letter: z
    .object({
      subject: z.string(),
      text: z.string(),
      state: z.enum(['queued', 'sent', 'failed', 'on_page', 'no_address', 'withdrawn']),
      sentAt: instant.nullable(),
    })
    .nullable(),
});
export type DecisionRow = z.infer<typeof decisionRow>;

/** Maximum number of decisions in one file. More would be unreadable and keep the server busy. */
export const MOST_EXPORTED = 5_000;

export const decisionExport = decisionFilter
  .extend(decisionQuery.pick({ from: true, to: true, direction: true }).shape)
  .strict();
export type DecisionExport = z.infer<typeof decisionExport>;

/** A decision in an exported file: what the list shows, without the letter's text. */
export const exportedDecision = decisionRow.omit({ letter: true, circumstances: true }).extend({
  letter: decisionRow.shape.letter
    .unwrap()
    .shape.state.nullable()
    .describe('What became of its letter; null for none.'),
  offline: z.boolean().nullable().describe('Null if the program that sent the act did not tell.'),
});
export type ExportedDecision = z.infer<typeof exportedDecision>;
