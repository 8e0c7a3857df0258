import { answers, type Example, RIVERA } from './example.ts';

const TIMES = { count: 41, median: 410.5, p90: 2_871, exact: true };

/** Examples for the figures page. */
export const figureExamples: Record<string, Example> = {
  figures: answers({
    from: '2026-03-07',
    to: '2026-03-07',
    kind: null,
    hidden: 0,
    completeAsOf: '2026-03-07T16:00:00.000Z',
    firstDay: '2025-11-03',
    promiseDays: 3,
    quantileError: 0.0488,
    days: [{ day: '2026-03-07', received: 44, decided: 41, closed: 43, open: 128, overdue: 6 }],
    hours: [{ hour: 9, received: 5, decided: 8 }],
    ages: [{ days: 0, count: 40 }],
    touch: TIMES,
    decision: TIMES,
    answer: { count: 0, median: null, p90: null, exact: true },
    decisionDays: { count: 41, median: 1, p90: 3 },
    workingDays: [{ days: 1, count: 30 }],
    promise: { kept: 39, late: 2 },
    outcomes: {
      byKind: [{ key: 'larceny', code: 'approved', count: 17 }],
      byNeighborhood: [{ key: 'Old Town', code: 'rejected.outside_city', count: 2 }],
      byWeek: [{ key: '2026-03-02', code: 'approved', count: 30 }],
    },
    duplicates: { rejected: 3, same: 1, related: 0, notSame: 2 },
    flags: [{ code: 'outside_point', shown: 5, followed: 4, dismissed: 1, base: 6 }],
    seenFlags: {
      told: 38,
      decisionsFollowing: 4,
      decisionsAgainst: 2,
      flags: [{ code: 'outside_point', shown: 5, dismissed: 1, followed: 4 }],
    },
    reviews: {
      random: { agreed: 9, stands: 1, sentBack: 1, overturned: 0 },
      forReason: { agreed: 3, stands: 0, sentBack: 0, overturned: 0 },
    },
    decisions: 41,
    followUps: { asked: 7, answered: 5, closed: 1 },
    letters: [{ day: '2026-03-07', failed: 1, printed: 4, toPrint: 9 }],
    appeals: { filed: 1, upheld: 0, granted: 0 },
    officers: [{ ...RIVERA, openNow: 6, approved: 11, rejected: 4, followUps: 2, calls: 3, other: 1, reversed: 0 }],
  }),
};
