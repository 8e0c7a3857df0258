import { z } from 'zod';
import { CALL_OUTCOMES } from './act.ts';
import { trackingNumberSchema } from './ids.ts';
import { incident } from './incident.ts';
import { MOST_MESSAGE_FILES, messageFile } from './message-file.ts';
import { COUNTED_IN } from './working-days.ts';

export const COURTESY_OUTCOMES = ['reached', 'left_message', 'wrote', 'not_reached'] as const;

const nothing = z.object({});
const code = z.string().max(40);
const files = z.int().min(0);
const passed = z.object({ duplicate: trackingNumberSchema, files });
const passedOn = z.object({ primary: trackingNumberSchema, files });

/** The states of a report that was closed and does not stay on file for its duplicates (`staysOnFile`). */
export const closingState = z.enum(['rejected', 'withdrawn', 'closed_no_answer']);
export type Closing = z.infer<typeof closingState>;

/** Events without parameters. */
export const PLAIN_EVENTS = [
  'filed',
  'filed_confirmed',
  'escalated',
  'unassigned',
  'noted',
  // An officer settled the reporter's messages without an answer; the note says why.
  'no_answer_needed',
  // The reporter was notified that the promised answer is late.
  'told_late',
  // The reporter asked to get the link to the report again.
  'link_mailed',
  'appealed',
  'appeal_upheld',
  'appeal_granted',
  // The officer who made the original decision also decided the appeal, because there was no other supervisor.
  'appeal_upheld_alone',
  'appeal_granted_alone',
  // The reporter found what was lost or stolen.
  'found',
  'withdrawn',
  'closed',
  'letter_sent',
  'letter_printed',
  // Someone took the letter off the list of letters to print without mailing it, because the agency has no address.
  'letter_without_address',
  'letter_undelivered',
  'letter_returned',
] as const;

/**
 * What happened to a report, as data: policy codes, numbers, names, and text an officer typed. The code that displays
 * the event generates the sentence. An event code is never reused for a different meaning.
 */
export const historyEvent = z.discriminatedUnion('code', [
  z.object({ code: z.enum(PLAIN_EVENTS), params: nothing }),
  z.object({
    code: z.enum(['refiled', 'refiled_confirmed']),
    params: z.object({ insteadOf: trackingNumberSchema }),
  }),
  z.object({
    code: z.literal('approved'),
    params: z.object({
      offenseCode: code,
      caseNumber: code,
      anyway: z
        .array(z.object({ hint: code, because: z.string().max(300) }))
        .max(20)
        .optional()
        .describe('The flags despite which the officer approved it, and why.'),
    }),
  }),
  z.object({ code: z.literal('rejected'), params: z.object({ reasonCode: code }) }),
  z.object({
    code: z.literal('rejected_duplicate'),
    params: z.object({ reasonCode: code, duplicateOf: trackingNumberSchema }),
  }),
  z.object({
    code: z.literal('asked'),
    params: z.object({
      missing: z.array(code).max(20),
      question: z.string().max(500).optional().describe('As the officer typed it.'),
      replyDays: z.int().min(1).describe('How many days to answer the letter gave; a later policy doesn’t change it.'),
      countIn: z.enum(COUNTED_IN).describe('Which days count.'),
    }),
  }),
  z.object({
    code: z.literal('rms_number'),
    params: z.object({ number: code.describe('The records system’s own number for the report.') }),
  }),
  z.object({ code: z.literal('called'), params: z.object({ outcome: z.enum(CALL_OUTCOMES) }) }),
  // An officer wrote to the reporter on the report's own page.
  z.object({
    code: z.literal('message_sent'),
    params: z.object({ files: z.array(messageFile).max(MOST_MESSAGE_FILES).optional() }),
  }),
  z.object({ code: z.literal('courtesy'), params: z.object({ outcome: z.enum(COURTESY_OUTCOMES) }) }),
  z.object({ code: z.literal('assigned'), params: z.object({ name: z.string().max(160) }) }),
  z.object({
    code: z.literal('corrected'),
    params: z.object({ field: z.string().max(80).describe('Where in the facts, dotted.') }),
  }),
  z.object({
    code: z.literal('returned'),
    params: z.object({ cause: z.string().max(500).describe('As the officer typed it.') }),
  }),
  z.object({ code: z.literal('reminded'), params: z.object({ days: z.int().describe('How many are left.') }) }),
  z.object({
    code: z.enum(['answered', 'answer_reopened', 'added', 'message_received']),
    params: z.object({ files }),
  }),
  z.object({
    code: z.literal('added_again'),
    params: z.object({
      files,
      told: incident
        .optional()
        .describe('What the second form told of the incident, apart from the narrative, which is the note.'),
    }),
  }),
  // Anything that the reporter of a duplicate sends is passed on to the primary report; both reports get a history
  // entry.
  z.object({ code: z.enum(['duplicate_answered', 'duplicate_added']), params: passed }),
  z.object({ code: z.enum(['answer_passed_on', 'addition_passed_on']), params: passedOn }),
  // The primary of this rejected duplicate was closed, although the duplicate's letter said that the primary stays on
  // file.
  z.object({
    code: z.literal('primary_closed'),
    params: z.object({ primary: trackingNumberSchema, state: closingState }),
  }),
]);
export type HistoryEvent = z.infer<typeof historyEvent>;

/**
 * An event as stored and sent. Another version of this program may have written it, with a code that this version
 * doesn't know.
 */
export const anyEvent = z.union([
  historyEvent,
  z
    .object({ code, params: z.record(z.string(), z.unknown()) })
    .describe('An event of another version: a reader that does not know the code describes it in general terms.'),
]);
export type AnyEvent = z.infer<typeof anyEvent>;

/** The event, or null when this version doesn't know it. */
export const knownEvent = (event: AnyEvent): HistoryEvent | null => historyEvent.safeParse(event).data ?? null;
