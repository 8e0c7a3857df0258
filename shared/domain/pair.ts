import { z } from 'zod';
import { says } from '../field-error.ts';
import { instant, uuid } from './ids.ts';
import { paragraph } from './text.ts';

/**
 * What officers can decide about two reports: that they are about the same incident, different incidents, or related
 * incidents.
 */
export const PAIR_DECISIONS = ['same', 'not_same', 'related'] as const;
export const pairDecisionKind = z.enum(PAIR_DECISIONS);

export const pairRequest = z
  .strictObject({
    reports: z.tuple([uuid, uuid]).meta({ description: 'The two reports, in any order.', uniqueItems: true }),
    decision: pairDecisionKind,
    note: paragraph(1000),
  })
  .refine(({ reports: [one, other] }) => one !== other, {
    path: ['reports'],
    ...says({ code: 'two_reports', params: {} }),
  });
export type PairRequest = z.infer<typeof pairRequest>;

/** The current decision about a pair; `reports` has the smaller id first. A newer decision replaces it. */
export const pairDecision = z.object({
  id: uuid,
  reports: z.tuple([uuid, uuid]),
  decision: pairDecisionKind,
  note: z.string().max(1000),
  by: z.object({ id: uuid, displayName: z.string().max(160) }),
  at: instant,
});
export type PairDecision = z.infer<typeof pairDecision>;
