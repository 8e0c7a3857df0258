import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { noteOpenings } from '#server/db/openings.ts';
import { currentPolicy } from '#server/db/policy.ts';
import type { Database } from '#server/db/schema.ts';
import { findReview } from '#server/db/second-review.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import type { ReviewSheet, SecondDecision } from '#shared/domain/second-review.ts';
import { AppError } from '#shared/errors.ts';
import { type FieldError, plainFault } from '#shared/field-error.ts';
import { barredReasons } from './barred-reasons.ts';
import { earlierLooks, isBlind, reviewSheet } from './review-sheet.ts';

/** Opens a sample for a reviewer. Other supervisors see that this one has opened it. @throws AppError `not_found`. */
export async function openReview(deps: Deps, sampleId: string, session: Session, source: string): Promise<ReviewSheet> {
  await look(deps, { sampleId, kind: 'opened' }, session, source);
  return reviewSheet(deps.db, sampleId, session.officer.id, deps.now());
}

/** Lets a supervisor see a sampled report without reviewing it first. @throws AppError `not_found`. */
export function unblindReview(deps: Deps, sampleId: string, session: Session, source: string): Promise<void> {
  return look(deps, { sampleId, kind: 'unblinded' }, session, source);
}

async function look(
  deps: Deps,
  { sampleId, kind }: { sampleId: string; kind: 'opened' | 'unblinded' },
  { officer }: Session,
  source: string,
): Promise<void> {
  const at = deps.now();
  await inTransaction(deps.db, async (trx) => {
    const row = await findReview(trx, sampleId, officer.id, at);
    if (row === null) throw new AppError('not_found');
    if (kind === 'opened') {
      await noteOpenings(trx, { officerId: officer.id, reportIds: [row.reportId], use: 'reviewed', at });
      await trx
        .updateTable('review')
        .set({ answer_read_at: at })
        .where('sample_id', '=', sampleId)
        .where('reviewer_id', '=', officer.id)
        .where('closed_at', 'is not', null)
        .execute();
    }
    const first = await trx
      .insertInto('review_look')
      .values({ sample_id: sampleId, officer_id: officer.id, kind, at })
      .onConflict((same) => same.columns(['sample_id', 'officer_id', 'kind']).doNothing())
      .executeTakeFirst();
    if (first.numInsertedOrUpdatedRows === 0n) return;
    const action = kind === 'opened' ? 'review.open' : 'review.unblind';
    await appendAudit(trx, { at, actor: officer.id, action, target: sampleId, outcome: 'success', source, detail: {} });
  });
}

/**
 * Records what the reviewer would have done, and then shows the first decision. A sample has one reviewer.
 * @throws AppError `not_found`, `against_rule`; `act_not_allowed` if another supervisor reviewed it first, or the
 * reviewer has already decided otherwise.
 */
export async function decideReview(
  deps: Deps,
  { sampleId, decision }: { sampleId: string; decision: SecondDecision },
  { officer }: Session,
  source: string,
): Promise<ReviewSheet> {
  const at = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const row = await findReview(trx, sampleId, officer.id, at);
    if (row === null) throw new AppError('not_found');
    const policy = await currentPolicy(trx);
    const fields = faultsOf(decision, row.kind, policy, await barredReasons(trx, sampleId, policy));
    if (fields.length > 0) throw new AppError('against_rule', { fields });
    const blind = isBlind(await earlierLooks(trx, sampleId, officer.id));
    const own = { own_kind: decision.kind, own_code: decision.code };
    const saved = await trx
      .insertInto('review')
      .values({ sample_id: sampleId, reviewer_id: officer.id, was_blind: blind, ...own, decided_at: at })
      .onConflict((same) => same.column('sample_id').doNothing())
      .executeTakeFirst();
    if (saved.numInsertedOrUpdatedRows === 0n) await refuseUnlessSame(trx, sampleId, officer.id, decision);
    const sheet = await reviewSheet(trx, sampleId, officer.id, at);
    if (saved.numInsertedOrUpdatedRows === 0n) return sheet;
    const detail = { report: row.reportId, kind: decision.kind, blind };
    await appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'review.decide',
      target: sampleId,
      outcome: 'success',
      source,
      detail,
    });
    return sheet;
  });
}

/** Accepts a repeated request, but throws an error for another reviewer or another decision. */
async function refuseUnlessSame(
  trx: Transaction<Database>,
  sampleId: string,
  viewer: string,
  { kind, code }: SecondDecision,
): Promise<void> {
  const { reviewer_id, own_kind, own_code, display_name } = await trx
    .selectFrom('review')
    .innerJoin('officer', 'officer.id', 'reviewer_id')
    .select(['reviewer_id', 'own_kind', 'own_code', 'display_name'])
    .where('sample_id', '=', sampleId)
    .executeTakeFirstOrThrow();
  if (reviewer_id === viewer && own_kind === kind && own_code === code) return;
  throw reviewedBy(display_name);
}

export const reviewedBy = (name: string): AppError =>
  new AppError('act_not_allowed', { detail: { code: 'reviewed_by', params: { name } } });

function faultsOf(
  { kind, code }: SecondDecision,
  of: ReportKind,
  { offenses, reasons }: Policy,
  barred: ReadonlyMap<string, FieldError['detail']>,
): FieldError[] {
  if (kind === 'follow_up') return [];
  if (kind === 'reject') {
    const detail = barred.get(code);
    if (detail !== undefined) return [{ path: 'code', detail }];
    return reasons.some((one) => one.code === code) ? [] : [plainFault('code', 'reason_missing')];
  }
  const offense = offenses.find((one) => one.code === code);
  return offense?.kind === of ? [] : [plainFault('code', 'offense_of_other_kind')];
}
