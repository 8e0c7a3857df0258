import { z } from 'zod';
import { ACT_KINDS } from './act.ts';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { line } from './report.ts';

export const DECISION_COLUMNS = ['at', 'officer', 'trackingNumber', 'kind', 'why', 'letter'] as const;
export const decisionColumn = z.enum(DECISION_COLUMNS);

const oneInstant = instant.optional();

export const decisionQuery = z.object({
  from: oneInstant,
  to: oneInstant,
  officerId: uuid.optional(),
  kind: z.enum(ACT_KINDS).optional(),
  /** Found anywhere in the tracking number, the officer's name, the reason or the note. */
  text: line(200).optional(),
  sort: decisionColumn.default('at'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DecisionQuery = z.infer<typeof decisionQuery>;

/** One act as a supervisor sees it: who, when, what, why and what the person was told. */
export const decisionRow = z.object({
  id: uuid,
  at: instant,
  officer: z.object({ id: uuid, displayName: z.string() }),
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  kind: z.enum(ACT_KINDS),
  /** Offense title, reason, what was asked for, the outcome of the call, or what else was the cause. */
  why: z.string(),
  note: z.string(),
  caseNumber: z.string().nullable(),
  letter: z
    .object({
      subject: z.string(),
      text: z.string(),
      state: z.enum(['queued', 'sent', 'failed', 'no_address']),
      sentAt: instant.nullable(),
    })
    .nullable(),
});
export type DecisionRow = z.infer<typeof decisionRow>;
