import { z } from 'zod';
import { instant, uuid } from './ids.ts';
import { text } from './text.ts';

/*
 * What a person told is never written over. An officer who learns better puts a correction beside it: which field, the
 * better value, why, and who. Whatever acts on the report (letters, the hand-over to records) takes the corrected facts.
 */

export const correctedValue = z.union([text(400), z.number(), z.boolean(), z.null()]);
export type CorrectedValue = z.infer<typeof correctedValue>;

export const correction = z.object({
  /** Where in the facts, dotted, such as `items.0.serialNumber`. */
  field: z.string().max(80),
  value: correctedValue,
  why: z.string().max(4000),
  by: z.object({ id: uuid, displayName: z.string().max(160) }),
  at: instant,
});
export type Correction = z.infer<typeof correction>;
