import { expect } from 'vitest';
import { drawSample } from '#server/commands/second-review/draw-sample.ts';
import type { SignInResult } from '#shared/api.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import type { ReviewRule } from '#shared/domain/review-rule.ts';
import type { ReviewTrayRow } from '#shared/domain/second-review.ts';
import { type Agency, startAgency } from './agency.ts';

export const APPROVE: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
export const REJECT: Act = { kind: 'reject', reasonCode: 'outside_hartford', duplicateOf: null, note: '' };
/** A reporter whose letters are printed. */
export const ON_PAPER = {
  facts: { who: { email: null, preferredContact: 'letter', address: '9 Elm St, Hartford, CT 06106' } },
} as const;

const SATURDAY = '2026-03-07T14:00:00.000Z';
const MONDAY = '2026-03-09T15:00:00.000Z';

export type ReviewWeek = {
  agency: Agency;
  officer: SignInResult;
  does: (who: SignInResult, report: Pick<Report, 'id'>, act: Act) => Promise<Report>;
  /**
   * Sets the review rule, moves the clock to the next Monday, and draws the sample. Earlier sessions have ended by
   * then.
   */
  draw: (rule?: Partial<ReviewRule>) => Promise<void>;
  setNow: (to: string) => void;
  tray: (who: SignInResult, part?: 'open' | 'done') => Promise<ReviewTrayRow[]>;
  sampleOf: (who: SignInResult, report: Pick<Report, 'id'>) => Promise<string>;
  post: (who: SignInResult, sampleId: string, step: string, body?: object) => ReturnType<Agency['call']>;
};

/**
 * Starts an agency on a Saturday, with an officer who can decide reports that are drawn for review on the next Monday.
 */
export async function startReviewWeek(): Promise<ReviewWeek> {
  let now = Date.parse(SATURDAY);
  // Each reading of the clock is a millisecond later, so that what happens later has a later time.
  const agency = await startAgency({ now: () => new Date(now++) });
  const officer = await agency.signedIn();
  const tray: ReviewWeek['tray'] = async ({ token }, part = 'open') =>
    (await agency.call('GET', `/api/v1/reviews?part=${part}`, { token })).body.rows;
  return {
    agency,
    officer,
    does: async (who, { id }, act) => {
      const answer = await agency.act(who.token, await agency.report(id), act);
      expect([act.kind, answer.status, answer.body.error?.code]).toEqual([act.kind, 200, undefined]);
      return answer.body.report;
    },
    draw: async (rule = { sharePercent: 100 }) => {
      await agency.publish((policy) => ({ ...policy, review: { ...policy.review, ...rule } }));
      now = Date.parse(MONDAY);
      await drawSample(agency.deps, { actor: 'test', source: 'test' });
    },
    setNow: (to) => {
      now = Date.parse(to);
    },
    tray,
    sampleOf: async (who, { id }) => {
      const found = (await tray(who)).find(({ reportId }) => reportId === id);
      if (found === undefined) throw new Error('that report is not in the tray');
      return found.sampleId;
    },
    post: ({ token }, sampleId, step, body) =>
      agency.call('POST', `/api/v1/reviews/${sampleId}/${step}`, { token, ...(body === undefined ? {} : { body }) }),
  };
}
