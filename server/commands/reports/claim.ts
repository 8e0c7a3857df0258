import { announce } from '#server/db/news.ts';
import { currentPolicy } from '#server/db/policy.ts';
import { lockReport, thisTransaction } from '#server/db/report.ts';
import type { Session } from '#server/db/session.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';

type Claim = NonNullable<Report['claim']>;

/**
 * Shows other officers that an officer has a report open. This is not a lock, does not raise the version, and writes no
 * history, but it goes to every client waiting on the change feed. Renewing a claim changes nothing until half of the
 * claim's lifetime has passed, so a window that renews its claim every minute does not wake three hundred other clients
 * each time.
 * @throws AppError `not_found`.
 */
export async function claimReport(deps: Deps, reportId: string, take: boolean, { officer }: Session): Promise<Claim> {
  const now = deps.now();
  return inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) throw new AppError('not_found');
    const { claimMinutes } = (await currentPolicy(trx)).times;
    const current = row.claim !== null && Date.parse(row.claim.expiresAt) > now.getTime() ? row.claim : null;
    const mine = current?.by.id === officer.id;
    if (current !== null && !mine && !take) return current;
    if (current !== null && mine && Date.parse(current.expiresAt) - now.getTime() > claimMinutes * 30_000) {
      return current;
    }
    const claim: Claim = {
      by: { id: officer.id, displayName: officer.displayName },
      since: mine ? current.since : now.toISOString(),
      expiresAt: new Date(now.getTime() + claimMinutes * 60_000).toISOString(),
    };
    await trx
      .updateTable('report')
      .set({ claim: JSON.stringify(claim), changed_txid: thisTransaction })
      .where('id', '=', reportId)
      .execute();
    await announce(trx, 'reports');
    return claim;
  });
}

/** Ends the caller's own claim, but not another officer's. @throws AppError `not_found`. */
export async function releaseClaim(deps: Deps, reportId: string, { officer }: Session): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    const row = await lockReport(trx, reportId);
    if (row === null) throw new AppError('not_found');
    if (row.claim?.by.id !== officer.id) return;
    await trx
      .updateTable('report')
      .set({ claim: null, changed_txid: thisTransaction })
      .where('id', '=', reportId)
      .execute();
    await announce(trx, 'reports');
  });
}
