import { z } from 'zod';
import { instant, trackingNumberSchema, uuid } from './ids.ts';
import { whole } from './query.ts';

/** A rule's name, such as `outside_point`. */
export const hintCode = z.string().regex(/^[a-z_]{1,40}$/);

/** An officer's feedback on a flag: marks the flag as wrong, or removes that mark. */
export const hintVerdict = z.strictObject({ wrong: z.boolean() });

/** How often officers marked a rule's flags as wrong; shows which rules need fixing. */
export const wrongHintRow = z.object({
  code: hintCode,
  reports: z.int().describe('Reports on which an officer said so.'),
  officers: z.int(),
  newestAt: instant,
});
export type WrongHintRow = z.infer<typeof wrongHintRow>;

export const dismissedHintQuery = z.object({
  code: hintCode.optional().describe('Only flags of this rule.'),
  reportId: uuid.optional().describe('Only flags of this report.'),
  limit: whole(1, 200).default(50).describe('Maximum number of rows to return.'),
});
export type DismissedHintQuery = z.infer<typeof dismissedHintQuery>;

/** A flag that an officer dismissed and has not restored since. */
export const dismissedHintRow = z.object({
  code: hintCode,
  reportId: uuid,
  trackingNumber: trackingNumberSchema,
  officer: z.object({ id: uuid, displayName: z.string() }),
  at: instant,
});
export type DismissedHintRow = z.infer<typeof dismissedHintRow>;
