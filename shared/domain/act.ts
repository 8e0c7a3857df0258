import { z } from 'zod';
import { trackingNumberSchema, uuid } from './ids.ts';
import { paragraph } from './report.ts';

const note = paragraph(4000);

export const CALL_OUTCOMES = ['reached', 'no_answer', 'left_message', 'wrong_number'] as const;

/** What an officer may do to a report. `note` in the first three goes into the letter; in a call it stays inside. */
export const approveAct = z.strictObject({ kind: z.literal('approve'), offenseCode: z.string().max(40), note });
export const rejectAct = z.strictObject({
  kind: z.literal('reject'),
  reasonCode: z.string().max(40),
  /** Tracking number of the report that this one repeats; required where the reason says so. */
  duplicateOf: trackingNumberSchema.nullable(),
  note,
});
export const followUpAct = z.strictObject({
  kind: z.literal('follow_up'),
  missing: z.array(z.string().max(40)).min(1).max(20),
  note,
});
export const logCallAct = z.strictObject({ kind: z.literal('log_call'), outcome: z.enum(CALL_OUTCOMES), note });

export const act = z.discriminatedUnion('kind', [approveAct, rejectAct, followUpAct, logCallAct]);
export type Act = z.infer<typeof act>;
export type ActKind = Act['kind'];

/**
 * An act together with what its officer saw when deciding: the report's version and, where a letter follows, the
 * policy's version and the letter's hash. The server refuses it when any of these no longer holds.
 */
export const seen = z.strictObject({
  reportVersion: z.int().min(1),
  policyVersion: z.int().min(1),
  /** SHA-256, hexadecimal, of the letter as shown; null when the act sends none. */
  letterHash: z.string().length(64).nullable(),
});
export type Seen = z.infer<typeof seen>;

export const actRequest = z.strictObject({ act, seen });
export type ActRequest = z.infer<typeof actRequest>;

/** Identifies one act for ever: repeating it with the same key changes nothing. */
export const idempotencyKey = uuid;
