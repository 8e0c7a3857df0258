import { z } from 'zod';
import { calendarDate } from './fact-shape.ts';
import { hintCode } from './hint-feedback.ts';
import { instant, uuid } from './ids.ts';
import { reportKind } from './report.ts';

/** Longest range of days that one request may ask for: a year, plus the month before it for comparison. */
export const MOST_FIGURE_DAYS = 400;
/** Ages of open reports, in days, are capped at this number. */
export const OLDEST_AGE = 60;

export const figureQuery = z.object({
  from: calendarDate.describe("The first day, in the agency's time zone."),
  to: calendarDate.describe('The last day.'),
  kind: reportKind.optional().describe('Only reports of this kind.'),
});
export type FigureQuery = z.infer<typeof figureQuery>;

const count = z.int().min(0);
const keyed = z.object({ key: z.string(), code: z.string(), count });

/** `median` and `p90` are null if there is no data. */
const spread = z.object({ count, median: z.number().nullable(), p90: z.number().nullable() });
const minutes = spread.extend({
  exact: z
    .boolean()
    .optional()
    .describe(
      'Whether median and 90th percentile, in minutes, are exact; if not, they are off by up to `quantileError`.',
    ),
});

const verdicts = z.object({ agreed: count, stands: count, sentBack: count, overturned: count });

/** What the agency did in a range of days: everything that the figures page shows. */
export const figures = z.object({
  from: calendarDate,
  to: calendarDate,
  kind: reportKind.nullable().describe('Only reports of this kind are counted; null for all.'),
  hidden: count.describe(
    'Reports that the caller is to review blind and that were decided in these days: what was done about them is left out.',
  ),
  completeAsOf: instant.nullable().describe('Everything until then is counted; null before the first count.'),
  firstDay: calendarDate.nullable().describe('The first day that is counted.'),
  promiseDays: z.int().describe('Working days within which the agency promises an answer, as of now.'),
  quantileError: z.number().describe('Largest relative error of a median or 90th percentile in minutes.'),
  days: z.array(
    z.object({
      day: calendarDate,
      received: count.nullable().describe('Null, like the others, if the day is not counted.'),
      decided: count.nullable().describe('Approvals and rejections.'),
      closed: count
        .nullable()
        .optional()
        .describe('Approvals, rejections, withdrawals, and follow-ups closed without a reply.'),
      open: count.nullable().describe('Open at the end of the day; null for a day that is not counted.'),
      overdue: count.nullable(),
    }),
  ),
  hours: z.array(z.object({ hour: z.int().min(0).max(23), received: count, decided: count })),
  ages: z.array(z.object({ days: count, count })).describe('Age in days of the reports open at the end of `to`.'),
  touch: minutes,
  decision: minutes,
  answer: minutes,
  decisionDays: spread.describe('In working days, exact.'),
  workingDays: z
    .array(z.object({ days: count, count }))
    .describe('First decisions, by working days since the report was received.'),
  promise: z.object({ kept: count, late: count }),
  outcomes: z.object({
    byKind: z.array(keyed),
    byNeighborhood: z.array(keyed),
    byWeek: z.array(keyed).describe('`key` is the Monday of the week.'),
  }),
  duplicates: z.object({ rejected: count, same: count, related: count, notSame: count }),
  flags: z.array(
    z.object({
      code: hintCode,
      shown: count.describe('Decisions on reports with this flag.'),
      followed: count.nullable().describe('… that were rejections for a reason the flag suggests.'),
      dismissed: count,
      base: count.nullable().describe('All rejections for a reason that the flag suggests.'),
    }),
  ),
  seenFlags: z
    .object({
      told: count.describe('Approvals and rejections whose workstation told which flags it showed.'),
      decisionsFollowing: count.describe('… that chose a reason which a flag suggested that was not dismissed.'),
      decisionsAgainst: count.describe('… that decided otherwise although a flag suggested a reason.'),
      flags: z.array(
        z.object({
          code: hintCode,
          shown: count,
          dismissed: count,
          followed: count.nullable().describe('Null for a flag that suggests no reason.'),
        }),
      ),
    })
    .describe('Flags as the officers saw them.'),
  reviews: z
    .object({ random: verdicts, forReason: verdicts })
    .describe('Finished second reviews: of decisions drawn at random, and of those drawn for their reason.'),
  decisions: count.describe('Approvals and rejections in all.'),
  followUps: z.object({ asked: count, answered: count, closed: count }),
  letters: z.array(
    z.object({ day: calendarDate, failed: count.nullable(), printed: count.nullable(), toPrint: count.nullable() }),
  ),
  appeals: z.object({ filed: count, upheld: count, granted: count }),
  officers: z.array(
    z.object({
      id: uuid,
      displayName: z.string(),
      openNow: count.describe('Open reports that are assigned to the officer now, whatever the days are.'),
      approved: count,
      rejected: count,
      followUps: count,
      calls: count,
      other: count,
      reversed: count.describe("This officer's decisions of these days that were reversed since, by anyone."),
    }),
  ),
});
export type Figures = z.infer<typeof figures>;
