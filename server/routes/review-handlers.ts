import type { reviewApi } from '#shared/review-api.ts';
import { logListRead } from '../commands/audit/log-list-read.ts';
import { logReads } from '../commands/audit/log-reads.ts';
import { answerReview } from '../commands/second-review/answer-review.ts';
import { closeReview } from '../commands/second-review/close-review.ts';
import { decideReview, openReview, unblindReview } from '../commands/second-review/review-steps.ts';
import { takeOverReview } from '../commands/second-review/take-over.ts';
import { findAppeals } from '../db/appeals.ts';
import { isOnlySupervisor } from '../db/colleagues.ts';
import { hiddenReports } from '../db/hidden-reports.ts';
import { noteOpenings } from '../db/openings.ts';
import { currentPolicy } from '../db/policy.ts';
import { countHoldsLifting } from '../db/retention.ts';
import { countNewAnswers, countOpenReviews, countReviews, findReviews, reviewsOf } from '../db/second-review.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from './register.ts';

/** Handlers for shared/review-api.ts. */
export function reviewHandlers(deps: Deps): Pick<Handlers, keyof typeof reviewApi> {
  const { db } = deps;
  return {
    reviewTray: async ({ query }, { session, source }) => {
      const found = await findReviews(db, session.officer.id, query, deps.now());
      await logListRead(deps, 'reviews.read', found.rows.length, session, source);
      return found;
    },
    openReview: ({ params }, { session, source }) => openReview(deps, params.sampleId, session, source),
    decideReview: ({ params, body }, { session, source }) =>
      decideReview(deps, { ...params, decision: body }, session, source),
    closeReview: ({ params, body }, { session, source }) =>
      closeReview(deps, { ...params, verdict: body }, session, source),
    takeOverReview: ({ params }, { session, source }) => takeOverReview(deps, params.sampleId, session, source),
    unblindReview: async ({ params }, { session, source }) => {
      await unblindReview(deps, params.sampleId, session, source);
      return null;
    },
    reviewHidden: async (_, { session: { officer } }) => ({
      reportIds: [...(await hiddenReports(db, officer.id)).keys()],
      isOnlySupervisor: await isOnlySupervisor(db, officer.id),
      toReview: await countOpenReviews(db, officer.id, deps.now()),
      newAnswers: await countNewAnswers(db, officer.id),
      holdsLifting: await countHoldsLifting(db),
    }),
    reviewRates: async ({ query }, { session, source }) => {
      const rates = await countReviews(db, query);
      await logListRead(deps, 'reviews.read', rates.officers.length + rates.codes.length, session, source);
      return rates;
    },
    ownReviews: async (_, { session }) => ({ rows: await reviewsOf(db, session.officer.id) }),
    answerReview: async ({ params, body }, { session, source }) => {
      await answerReview(deps, { ...params, ...body }, session, source);
      return null;
    },
    appeals: async ({ query }, { session, source }) => {
      await logReads(deps, session, source);
      const { id: viewer } = session.officer;
      const isAlone = await isOnlySupervisor(db, viewer);
      const at = deps.now();
      const found = await findAppeals(db, query, { viewer, isAlone, now: at, policy: await currentPolicy(db) });
      const reportIds = found.rows.map(({ reportId }) => reportId);
      await db
        .transaction()
        .execute((trx) => noteOpenings(trx, { officerId: viewer, reportIds, use: 'appeal_read', at }));
      return found;
    },
  };
}
