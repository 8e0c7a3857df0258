import { appendAudit } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import { saveTrail as save } from '#server/db/trail.ts';
import type { Deps } from '#server/deps.ts';
import type { Opening, UndoneAct } from '#shared/domain/trail.ts';

/** Saves which reports an officer opened and which acts they undid, with a single audit row for the batch. */
export async function saveTrail(
  deps: Deps,
  given: { openings: readonly Opening[]; undone: readonly UndoneAct[] },
  { officer, id }: Session,
  source: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const saved = await save(trx, officer.id, given);
    await appendAudit(trx, {
      at: deps.now(),
      actor: officer.id,
      action: 'report.open',
      target: id,
      outcome: 'success',
      source,
      detail: saved,
    });
  });
}
