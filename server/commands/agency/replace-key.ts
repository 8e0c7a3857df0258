import type { Transaction } from 'kysely';
import { appendAudit } from '#server/db/audit.ts';
import type { KeyName } from '#server/db/key-checks.ts';
import type { Database } from '#server/db/schema.ts';
import { inTransaction } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

/** Lets the next server start with whichever key it finds, or with a new one, and logs who decided that. */
export async function replaceKey(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  name: KeyName,
  by: { actor: string; source: string },
): Promise<void> {
  await change({ db, now }, name, null, by);
}

/**
 * Lets the servers start with this key only, and logs who decided that.
 * @param also makes further writes in the same transaction.
 */
export async function rotateKey(
  deps: Pick<Deps, 'db' | 'now'>,
  name: KeyName,
  value: string,
  by: { actor: string; source: string },
  also?: (trx: Transaction<Database>) => Promise<void>,
): Promise<void> {
  await change(deps, name, value, by, also);
}

async function change(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  name: KeyName,
  value: string | null,
  by: { actor: string; source: string },
  also?: (trx: Transaction<Database>) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await also?.(trx);
    await trx.deleteFrom('key_check').where('name', '=', name).execute();
    if (value !== null) await trx.insertInto('key_check').values({ name, value, kept_at: now() }).execute();
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
