import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import { droppedBefore, isDropped } from '#server/db/dropped.ts';
import { inOrder, keepPair, standingPair } from '#server/db/pairs.ts';
import type { Database } from '#server/db/schema.ts';
import type { Session } from '#server/db/session.ts';
import { isTakenKey, lockKey } from '#server/db/taken-key.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { canonicalJson } from '#shared/audit/row.ts';
import type { PairDecision, PairRequest } from '#shared/domain/pair.ts';
import { AppError } from '#shared/errors.ts';

type Given = { key: string; request: PairRequest; source: string };

/**
 * Stores an officer's decision about two reports. It replaces any earlier decision about them, which stays in the table.
 * A retry with the same key changes nothing and returns the decision now in force.
 * @throws AppError `not_found` if one of the reports does not exist, `idempotency_mismatch`.
 */
export async function decidePair(
  deps: Deps,
  { key, request, source }: Given,
  { officer }: Session,
): Promise<PairDecision> {
  const at = deps.now();
  const { decision, note } = request;
  const [left, right] = inOrder(request.reports);
  const requestHash = createHash('sha256')
    .update(canonicalJson({ left, right, decision, note, officer: officer.id }))
    .digest('hex');
  const tell = (trx: Transaction<Database>, outcome: 'success' | 'failure', detail: Record<string, unknown>) =>
    appendAudit(trx, {
      at,
      actor: officer.id,
      action: 'pair.decide',
      target: left,
      outcome,
      source,
      detail: { pair: key, other: right, decision, ...detail },
    });
  const refuse = async (trx: Transaction<Database>, refused: AppError) => {
    await tell(trx, 'failure', { code: refused.code });
    return refused;
  };
  const outcome = await inTransaction(deps.db, async (trx): Promise<PairDecision | AppError> => {
    const by = { id: officer.id, displayName: officer.displayName };
    const answer = (decidedAt: Date): PairDecision => ({
      id: key,
      reports: [left, right],
      decision,
      note,
      by,
      at: decidedAt.toISOString(),
    });
    // Locks both rows in id order, so that neither can be deleted meanwhile and concurrent decisions are serialized.
    const there = await trx
      .selectFrom('report')
      .select('id')
      .where('id', 'in', [left, right])
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    await sql`select ${lockKey(key)}`.execute(trx);
    const earlier = await trx
      .selectFrom('pair_decision')
      .select(['request_hash', 'decided_at'])
      .where('id', '=', key)
      .executeTakeFirst();
    if (earlier !== undefined) {
      // The caller may have pulled a newer decision about the pair since its first attempt, so a retry must not return
      // the old one.
      if (earlier.request_hash === requestHash)
        return (await standingPair(trx, [left, right])) ?? answer(earlier.decided_at);
      return refuse(trx, mismatch());
    }
    if (there.length < 2) return refuse(trx, new AppError('not_found'));
    const named = { id: key, officerId: officer.id, reportIds: [left, right] };
    if (await isDropped(trx, named)) return refuse(trx, droppedBefore());
    await keepPair(trx, { id: key, requestHash, reports: [left, right], decision, note, officerId: officer.id, at });
    await tell(trx, 'success', {});
    return answer(at);
  }).catch((error: unknown) => {
    // The key is already used by an act.
    if (isTakenKey(error)) return deps.db.transaction().execute((trx) => refuse(trx, mismatch()));
    throw error;
  });
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

const mismatch = () => new AppError('idempotency_mismatch');
