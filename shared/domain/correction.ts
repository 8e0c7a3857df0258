import { z } from 'zod';
import { instant, uuid } from './ids.ts';
import { text } from './text.ts';

/*
 * What the person entered is never overwritten. An officer adds a correction next to it: which field, the corrected
 * value, the reason, and who made it. Everything based on the report (letters, records packages) uses the corrected
 * facts.
 */

export const correctedValue = z.union([text(400), z.number(), z.boolean(), z.null()]);
export type CorrectedValue = z.infer<typeof correctedValue>;

export const correction = z.object({
  /** Dotted path in the facts, such as `items.0.serialNumber`. */
  field: z.string().max(80),
  value: correctedValue,
  why: z.string().max(4000),
  by: z.object({ id: uuid, displayName: z.string().max(160) }),
  at: instant,
});
export type Correction = z.infer<typeof correction>;
