import { z } from 'zod';
import { ACT_KINDS } from './act.ts';
import { anyEvent } from './history-event.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { pages } from './query.ts';
import { line } from './text.ts';

/** `why` sorts by the title (in the agency's language) of the reason, offense or other item that the act names. */
export const DECISION_COLUMNS = ['at', 'officer', 'trackingNumber', 'kind', 'why', 'letter'] as const;
export const decisionColumn = z.enum(DECISION_COLUMNS);

export const decisionQuery = z.object({
  from: instant.optional().describe('Not before this.'),
  to: instant.optional().describe('Not after this.'),
  officerId: uuid.optional().describe('Only acts of this officer.'),
  kind: z.enum(ACT_KINDS).optional().describe('Only acts of this kind.'),
  text: line(200)
    .optional()
    .describe("Matches anywhere in the tracking number, the officer's name, the reason or the note."),
  sort: decisionColumn.default('at').describe('The column to sort by.'),
  direction: z.enum(['asc', 'desc']).default('desc').describe('The sort direction.'),
  ...pages,
});
export type DecisionQuery = z.infer<typeof decisionQuery>;

/** One act as a supervisor sees it: who, when, what, why, and the letter that was sent. */
export const decisionRow = z.object({
  id: uuid,
  at: instant,
  officer: z.object({ id: uuid, displayName: z.string() }),
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: z.enum(ACT_KINDS),
  /**
   * The same event as in the report's history; contains the offense, rejection reason, missing items, call outcome or
   * reason for reopening.
   */
  event: anyEvent,
  note: z.string(),
  caseNumber: z.string().nullable(),
  letter: z
    .object({
      subject: z.string(),
      text: z.string(),
      state: z.enum(['queued', 'sent', 'failed', 'no_address', 'withdrawn']),
      sentAt: instant.nullable(),
    })
    .nullable(),
});
export type DecisionRow = z.infer<typeof decisionRow>;
