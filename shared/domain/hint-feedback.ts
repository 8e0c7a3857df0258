import { z } from 'zod';
import { instant } from './ids.ts';

/** A rule's name, such as `outside_point`. */
export const hintCode = z.string().regex(/^[a-z_]{1,40}$/);

/** What an officer says about a hint: that it is wrong, or (taken back) that it is not. */
export const hintVerdict = z.strictObject({ wrong: z.boolean() });

/** How often officers said that a rule's hints are wrong: a reason to mend the rule. */
export const wrongHintRow = z.object({
  code: hintCode,
  reports: z.int().describe('Reports at which somebody says so.'),
  officers: z.int(),
  newestAt: instant,
});
export type WrongHintRow = z.infer<typeof wrongHintRow>;
