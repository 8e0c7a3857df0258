import { z } from 'zod';

const percent = z.number().min(0).max(100);

/**
 * The rule for which decisions of the past week supervisors review a second time. If all shares are 0 and no reasons
 * are listed, no decisions are selected. The random seed isn't part of the rule, because officers can read the policy.
 * Each sample is selected with a new seed, which is stored with the sample.
 */
export const reviewRule = z.object({
  /** Share of each officer's decisions in a week, in percent; rounded up to whole decisions. */
  sharePercent: percent.default(0),
  /** Codes of rejection reasons; every decision with one of these is reviewed. */
  reasons: z.array(z.string().max(40)).max(60).default([]),
  /** For this many days after their account was created, officers get the second share instead of the first. */
  newOfficerDays: z.int().min(0).max(730).default(0),
  newOfficerSharePercent: percent.default(0),
});
export type ReviewRule = z.infer<typeof reviewRule>;

/** Whether the rule can select any decisions. */
export const drawsAny = ({ sharePercent, reasons, newOfficerDays, newOfficerSharePercent }: ReviewRule): boolean =>
  sharePercent > 0 || reasons.length > 0 || (newOfficerDays > 0 && newOfficerSharePercent > 0);
