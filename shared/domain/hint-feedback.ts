import { z } from 'zod';
import { instant } from './ids.ts';

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
