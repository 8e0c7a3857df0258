import { sql, type Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const SAME_START = 7_021_002;

/**
 * Returns the change feed's epoch for this start. In a database restored into another cluster, or to an earlier time,
 * transaction IDs start over. In that case, every report gets a new transaction ID and the epoch changes, so that no
 * workstation continues with an invalid cursor.
 */
export async function settleEpoch(db: Db): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SAME_START})`.execute(trx);
    const { rows } = await sql<{ incarnation: string }>`
      select (select system_identifier from pg_control_system())::text || '/' ||
             (select timeline_id from pg_control_checkpoint())::text as incarnation`.execute(trx);
    const incarnation = rows[0]?.incarnation ?? '';
    const agency = await trx.selectFrom('agency').selectAll().executeTakeFirstOrThrow();
    if (agency.incarnation === incarnation) return agency.epoch;
    if (agency.incarnation === null) {
      await trx.updateTable('agency').set({ incarnation }).execute();
      return agency.epoch;
    }
    for (const table of ['report', 'pair_decision', 'removed_report']) {
      await sql`update ${sql.table(table)} set changed_txid = pg_current_xact_id()`.execute(trx);
    }
    return changeEpoch(trx, incarnation);
  });
}

/**
 * Invalidates every cursor, so that each workstation pulls everything again. This is needed after a backup is restored
 * into its original cluster, because nothing else reveals that the server has lost data that workstations already pulled.
 * Running processes keep the old epoch and must be restarted.
 */
export async function newEpoch(db: Db): Promise<string> {
  // If the database was restored elsewhere, its reports first need new transaction IDs.
  await settleEpoch(db);
  return db.transaction().execute((trx) => changeEpoch(trx));
}

async function changeEpoch(trx: Transaction<Database>, incarnation?: string): Promise<string> {
  const { epoch } = await trx
    .updateTable('agency')
    .set({ epoch: sql<string>`gen_random_uuid()`, ...(incarnation === undefined ? {} : { incarnation }) })
    .returning('epoch')
    .executeTakeFirstOrThrow();
  return epoch;
}

/** Returns at least 32 random bytes, the same in every process; the portal seals its forms with them. */
export async function formSecret(db: Db): Promise<Uint8Array> {
  const { form_secret } = await db.selectFrom('agency').select('form_secret').executeTakeFirstOrThrow();
  return form_secret;
}
