import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { findDecision } from '#server/db/decisions.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { findReport } from '#server/db/report.ts';
import type { Database } from '#server/db/schema.ts';
import { findReview } from '#server/db/second-review.ts';
import { unsentLetter } from '#server/db/unsent-letter.ts';
import type { Act } from '#shared/domain/act.ts';
import type { ReviewSheet, SecondDecision } from '#shared/domain/second-review.ts';
import { AppError } from '#shared/errors.ts';
import { letterDigestInput, letterFor } from '#shared/letters/letter.ts';
import { barredReasons } from './barred-reasons.ts';

type Queries = Kysely<Database> | Transaction<Database>;

/**
 * Returns a sample as its reviewer sees it. The first decision is left out until this reviewer has decided, or the
 * review is finished.
 * @throws AppError `not_found` if the viewer may not review it.
 */
export async function reviewSheet(db: Queries, sampleId: string, viewer: string, now: Date): Promise<ReviewSheet> {
  const row = await findReview(db, sampleId, viewer, now);
  if (row === null) throw new AppError('not_found');
  const review = await db
    .selectFrom('review')
    .innerJoin('officer as decider', (join) =>
      join.on((on) => on('decider.id', '=', on.fn.coalesce('review.begun_by', 'review.reviewer_id'))),
    )
    .selectAll('review')
    .select(['decider.id as decider_id', 'decider.display_name as decider_name'])
    .where('sample_id', '=', sampleId)
    .executeTakeFirst();
  const isShown = review !== undefined && (review.reviewer_id === viewer || review.closed_at !== null);
  const hidden = { own: null, ownBy: null, wasBlind: null, first: null, isSame: null, sendBack: null, category: null };
  const earlier = await earlierLooks(db, sampleId, viewer);
  if (!isShown) {
    const faults = await barredReasons(db, sampleId, await currentPolicy(db));
    const barred = [...faults].map(([code, { code: fault }]) => ({
      code,
      why: fault === 'only_after_follow_up' ? ('only_after_follow_up' as const) : ('must_accept' as const),
    }));
    return { ...row, earlier, ...hidden, barred, note: null, answer: null };
  }

  const first = await firstDecision(db, sampleId);
  const notes = await db.selectFrom('review_note').selectAll().where('sample_id', '=', sampleId).execute();
  const answer = notes.find(({ side }) => side === 'officer');
  const own = { kind: review.own_kind, code: review.own_code } as SecondDecision;
  return {
    ...row,
    earlier,
    barred: [],
    own,
    ownBy: review.decider_id === viewer ? null : review.decider_name,
    wasBlind: review.was_blind,
    first,
    isSame: own.kind === first.kind && own.code === codeOf(first),
    sendBack: review.closed_at === null ? await sendingBack(db, row.reportId, first) : null,
    category: review.category,
    note: notes.find(({ side }) => side === 'reviewer')?.text ?? null,
    answer: answer === undefined ? null : { text: answer.text, at: answer.written_at.toISOString() },
  };
}

/** Returns how a supervisor had already dealt with a report before reviewing it, oldest first. */
export async function earlierLooks(db: Queries, sampleId: string, viewer: string): Promise<ReviewSheet['earlier']> {
  const handled = await db
    .selectFrom('review_sample')
    .innerJoin('act', 'act.report_id', 'review_sample.report_id')
    .select('act.decided_at as at')
    .where('review_sample.id', '=', sampleId)
    .where('act.officer_id', '=', viewer)
    // An act whose key is the sample's ID sent the decision back as part of this review, so it isn't an earlier look.
    .where('act.id', '<>', sampleId)
    .execute();
  const unblinded = await db
    .selectFrom('review_look')
    .select('at')
    .where('sample_id', '=', sampleId)
    .where('officer_id', '=', viewer)
    .where('kind', '=', 'unblinded')
    .execute();
  const opened = await openedEarlier(db, sampleId, viewer);
  return [
    ...handled.map(({ at }) => ({ what: 'handled' as const, at: at.toISOString() })),
    ...unblinded.map(({ at }) => ({ what: 'unblinded' as const, at: at.toISOString() })),
    ...opened.map(({ what, at }) => ({ what, at: at.toISOString() })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Whether the reviewer can't have seen the first decision: they may have opened the report only before it was made. */
export const isBlind = (earlier: ReviewSheet['earlier']): boolean =>
  earlier.every(({ what }) => what === 'opened_before');

/**
 * Returns when the viewer last opened the report before the decision, and when they last opened it after the decision.
 * Once the decision is selected for review, its report is hidden from the viewer. Only a workstation that has not been
 * notified of the selection can still open the report.
 */
async function openedEarlier(db: Queries, sampleId: string, viewer: string) {
  const { rows } = await sql<{ what: 'opened' | 'opened_before'; at: Date }>`
    select case when part.last_at >= sample.decided_at then 'opened' else 'opened_before' end as what,
      max(part.last_at) as at
    from review_sample as sample
    join review_draw as draw on draw.week = sample.week
    join opening on opening.report_id = sample.report_id and opening.officer_id = ${viewer}
    cross join lateral (
      select (one ->> 'firstAt')::timestamptz as first_at, (one ->> 'lastAt')::timestamptz as last_at, one -> 'uses' as uses,
        (one ->> 'offline')::boolean as offline
      from jsonb_path_query(parts, '$.*') as one
      union all select opening.first_at, opening.last_at, opening.uses, opening.offline where parts is null
    ) as part
    where sample.id = ${sampleId} and part.uses - 'reviewed' <> '{}' and (part.first_at < drawn_at or part.offline)
    group by 1`.execute(db);
  return rows;
}

type First = NonNullable<ReviewSheet['first']>;

async function firstDecision(db: Queries, sampleId: string): Promise<First> {
  const sample = await db
    .selectFrom('review_sample')
    .select(['act_id', 'why'])
    .where('id', '=', sampleId)
    .executeTakeFirstOrThrow();
  // The reviewer has decided, so nothing is hidden anymore.
  const found = sample.act_id === null ? null : await findDecision(db, sample.act_id, null);
  if (found === null) throw new AppError('not_found');
  return { ...found.row, sampledFor: sample.why };
}

/** The offense or the reason of a decision. */
function codeOf({ event }: First): string | null {
  const { offenseCode, reasonCode } = Object(event.params) as { offenseCode?: unknown; reasonCode?: unknown };
  const code = offenseCode ?? reasonCode;
  return typeof code === 'string' ? code : null;
}

/** The act that sets a decision aside; only colleagues can read its `cause`. */
export const returnAct = (cause: string, withoutLetter: boolean): Extract<Act, { kind: 'return' }> => ({
  kind: 'return',
  cause,
  note: '',
  ...(withoutLetter ? { withoutLetter: true as const } : {}),
});

async function sendingBack(db: Queries, reportId: string, first: First): Promise<ReviewSheet['sendBack']> {
  const report = await findReport(db, reportId);
  const policy = await currentPolicy(db);
  if (report === null || (report.state !== 'approved' && report.state !== 'rejected')) return null;
  const inForce = await db
    .selectFrom('act')
    .select('id')
    .where('report_id', '=', reportId)
    .where('kind', 'in', ['approve', 'reject'])
    .orderBy('report_version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (inForce?.id !== first.id) return null;
  const withoutLetter = (await unsentLetter(db, reportId, { lock: false })) !== null;
  // The letter doesn't depend on the cause, which the reviewer has yet to write.
  const letter = letterFor(report, returnAct('-', withoutLetter), policy);
  const letterHash = letter === null ? null : createHash('sha256').update(letterDigestInput(letter)).digest('hex');
  return {
    letter: letter === null ? null : { subject: letter.subject, text: letter.text },
    seen: { reportVersion: report.version, policyVersion: policy.version, letterHash },
  };
}
