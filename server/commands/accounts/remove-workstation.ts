import { appendAudit } from '#server/db/audit.ts';
import type { Deps } from '#server/deps.ts';
import { AppError } from '#shared/errors.ts';

/** Removes a workstation from the list, along with what it reported about itself. @throws AppError not_found */
export async function removeWorkstation(
  { db, now }: Deps,
  id: string,
  by: { actor: string; source: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('workstation')
      .where('id', '=', id)
      .returning(['name', 'version', 'waiting', 'seen_at'])
      .executeTakeFirst();
    if (row === undefined) throw new AppError('not_found');
    const { name, version, waiting, seen_at: seenAt } = row;
    await appendAudit(trx, {
      at: now(),
      ...by,
      action: 'workstation.remove',
      target: id,
      outcome: 'success',
      detail: { workstation: name, version, waiting, seenAt: seenAt.toISOString() },
    });
  });
}
