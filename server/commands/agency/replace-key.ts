import { appendAudit } from '#server/db/audit.ts';
import type { KeyName } from '#server/db/key-checks.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

/** Lets the next server start with whichever key it finds, or with a new one, and logs who decided that. */
export async function replaceKey(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  name: KeyName,
  by: { actor: string; source: string },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('key_check').where('name', '=', name).execute();
    await appendAudit(trx, {
      at: now(),
      ...by,
      action: 'key.replace',
      target: name,
      outcome: 'success',
      detail: {},
    });
  });
}
