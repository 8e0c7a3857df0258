import { z } from 'zod';
import { visibleLine } from '../storable-text.ts';
import { correctedValue } from './correction.ts';
import { hintCode } from './hint-feedback.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { MOST_MESSAGE_FILES, messageFile } from './message-file.ts';
import { filledLine, paragraph, text } from './text.ts';

const note = paragraph(4000);

/** What an officer did about words of the reporter that may mean danger to someone. */
export const DANGER_WAYS = ['dispatch', 'escalated', 'not_danger'] as const;
export const dangerAnswer = z.strictObject({
  way: z.enum(DANGER_WAYS).describe('Dispatch was called, a supervisor was told, or nobody is in danger.'),
  because: filledLine(300).optional().describe('Why it is no danger; required for `not_danger`.'),
});
export type DangerAnswer = z.infer<typeof dangerAnswer>;

/** What every act has, apart from an escalation, which is itself an answer to danger. */
const common = {
  danger: dangerAnswer
    .optional()
    .describe('Required before a decision or an answer while words that may mean danger are unanswered.'),
  note,
};

export const CALL_OUTCOMES = ['reached', 'no_answer', 'left_message', 'wrong_number'] as const;

/** Flags for unmet requirements, each with the officer's reason to approve the report anyway; shown to colleagues. */
export const overridden = z.array(z.strictObject({ hint: hintCode, because: filledLine(300) })).max(20);
export type Overridden = z.infer<typeof overridden>;

/** In display order. */
export const ACT_KINDS = [
  'approve',
  'reject',
  'follow_up',
  'log_call',
  'message',
  'escalate',
  'assign',
  'note',
  'correct',
  'return',
  'uphold_appeal',
  'grant_appeal',
] as const;

/**
 * The acts: what an officer can do to a report. For approve, reject, follow_up, return, uphold_appeal and grant_appeal,
 * `note` is included in the letter. For a message, `note` is the text that the reporter reads. For all other acts,
 * `note` stays inside the agency.
 */
export const approveAct = z.strictObject({
  kind: z.literal('approve'),
  offenseCode: text(40),
  anyway: overridden
    .optional()
    .describe('The flags that a requirement is not met, and why the officer approves the report all the same.'),
  ...common,
});
export const rejectAct = z.strictObject({
  kind: z.literal('reject'),
  reasonCode: text(40),
  /** Tracking number of the report that this one is a duplicate of; some rejection reasons require it. */
  duplicateOf: trackingNumberSchema.nullable(),
  /**
   * Whether the letter may mention the tracking number in `duplicateOf`. Allowed only when both reports are certainly
   * from the same person.
   */
  namesDuplicate: z.boolean().optional(),
  /** Code of the correct offense title, for letters that say that the report has the wrong title. */
  rightOffense: text(40).optional(),
  ...common,
});
export const followUpAct = z.strictObject({
  kind: z.literal('follow_up'),
  missing: z.array(text(40)).max(20).describe('Codes of the policy’s missing items; may be empty with a question.'),
  question: filledLine(500).optional().describe("The officer's own question, which the letter asks after the items."),
  ...common,
});
export const logCallAct = z.strictObject({ kind: z.literal('log_call'), outcome: z.enum(CALL_OUTCOMES), ...common });

/** Writes `note` to the reporter on the report's own page; the e-mail says only that there is a message. */
const messageAct = z.strictObject({
  kind: z.literal('message'),
  files: z
    .array(messageFile)
    .min(1)
    .max(MOST_MESSAGE_FILES)
    .optional()
    .describe('Files for the reporter, which `sendMessageFile` has brought under the key of this act.'),
  ...common,
});
/** Escalates an open report to the supervisors. */
const escalateAct = z.strictObject({ kind: z.literal('escalate'), note });
/** Assigns an open report to a colleague; null unassigns it. */
const assignAct = z.strictObject({ kind: z.literal('assign'), to: uuid.nullable(), ...common });
const noteAct = z.strictObject({
  kind: z.literal('note'),
  noAnswerNeeded: z
    .literal(true)
    .optional()
    .describe("The reporter's unanswered messages need no answer; `note` says why."),
  ...common,
});
/** Corrects a detail without overwriting what the person entered; `note` gives the reason. */
const correctAct = z.strictObject({
  kind: z.literal('correct'),
  field: text(80).describe('The path of the fact, dotted, such as `items.0.serialNumber`.'),
  value: correctedValue.overwrite((value) => (typeof value === 'string' ? visibleLine(value) : value)),
  ...common,
});
/**
 * Reopens a decided report. If the decision's letter was sent, the reporter gets a letter that corrects it. With
 * `withoutLetter`, the decision's letter has not been sent yet: it is withdrawn, and no other letter is sent.
 */
const returnAct = z.strictObject({
  kind: z.literal('return'),
  cause: paragraph(500).describe('The reason, for colleagues; stays inside the agency.'),
  withoutLetter: z
    .literal(true)
    .optional()
    .describe("Withdraws the decision's letter, which must not have gone out, instead of correcting it."),
  notDuplicate: z
    .literal(true)
    .optional()
    .describe('For a report rejected as a duplicate: the two reports are about different incidents.'),
  ...common,
});
const upholdAppealAct = z.strictObject({ kind: z.literal('uphold_appeal'), ...common });
const grantAppealAct = z.strictObject({ kind: z.literal('grant_appeal'), ...common });

export const act = z.discriminatedUnion('kind', [
  approveAct,
  rejectAct,
  followUpAct,
  logCallAct,
  messageAct,
  escalateAct,
  assignAct,
  noteAct,
  correctAct,
  returnAct,
  upholdAppealAct,
  grantAppealAct,
]);
export type Act = z.infer<typeof act>;
export type ActKind = Act['kind'];

/** The database stores versions as 32-bit integers. */
const version = z.int().min(1).max(2_147_483_647);

/**
 * What the officer saw when deciding: the report's version and, if a letter follows, the policy's version and the
 * letter's hash. The server refuses the act when any of these has changed.
 */
export const seen = z.strictObject({
  reportVersion: version,
  policyVersion: version,
  /** Hexadecimal SHA-256 of the letter as shown; null when the act sends none. */
  letterHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type Seen = z.infer<typeof seen>;

/** Limit for a clock's error: a hundred years, in milliseconds, because a workstation's clock can be wrong by years. */
const MOST_OFFSET_MS = 3_155_760_000_000;

/** When and how an act was decided at the workstation, as the workstation recorded it. */
export const circumstances = z.strictObject({
  pressedAt: instant.describe('When the officer decided, on the workstation’s clock.'),
  clockOffsetMs: z
    .int()
    .min(-MOST_OFFSET_MS)
    .max(MOST_OFFSET_MS)
    .describe('How far the server’s clock was ahead of the workstation’s, as of the last response.'),
  offline: z.boolean().describe('Whether the server could not be reached then.'),
  openSeconds: z.int().min(0).max(86_400).describe('How long the officer had had the report open.'),
  hintsShown: z.array(hintCode).max(60).describe('The flags on the report.'),
  hintsDismissed: z.array(hintCode).max(60).describe('Those of them that the officer had dismissed.'),
  titleSuggested: text(40)
    .nullable()
    .optional()
    .describe('The offense title that the narrative suggested, shown with an approval; null for none.'),
  undoneBefore: z.int().min(0).max(1000).describe('How many acts on the report the officer had undone before.'),
});
export type Circumstances = z.infer<typeof circumstances>;

export const actRequest = z.strictObject({
  act,
  seen,
  circumstances: circumstances.optional().describe('Omitted by programs other than the desk.'),
});
export type ActRequest = z.infer<typeof actRequest>;

/** Permanently identifies one act; sending it again with the same key changes nothing. */
export const idempotencyKey = uuid;
