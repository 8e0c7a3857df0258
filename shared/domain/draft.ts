import { z } from 'zod';
import { ACT_KINDS, CALL_OUTCOMES } from './act.ts';
import { uuid } from './ids.ts';

/** A form as it stands, half-written or whole. One shape for all acts: each reads its own fields. */
export const draft = z.strictObject({
  offenseCode: z.string().max(40).nullable(),
  reasonCode: z.string().max(40).nullable(),
  duplicateOf: z.string().max(40),
  missing: z.array(z.string().max(40)).max(20).readonly(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  /** Longer than an act allows: what is too long must not be lost before it was shortened. */
  note: z.string().max(20_000),
  /** Why a decision is taken back. */
  cause: z.string().max(20_000).optional(),
  /** To whom a report is handed; null back to everybody, absent while nobody is chosen. */
  to: uuid.nullable().optional(),
  /** What is corrected, dotted, and the better value as it was typed. */
  field: z.string().max(80).optional(),
  value: z.string().max(400).optional(),
});
export type Draft = z.infer<typeof draft>;

export const draftKind = z.enum(ACT_KINDS);
