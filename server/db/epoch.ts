import { sql, type Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const SAME_START = 7_021_002;

/**
 * The epoch of the change feed, as of this start. A database that was restored into another cluster, or brought
 * back to an earlier moment, counts its transactions anew: then every report is stamped again and the epoch
 * changes, so that no workstation goes on with a cursor that means nothing here.
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
 * Makes every cursor invalid, so that each workstation pulls everything again: after a backup was put back into the
 * cluster that it came from, where nothing else shows that what workstations have seen is not there any more. Processes
 * that run now go on with the old epoch and have to be started again.
 */
export async function newEpoch(db: Db): Promise<string> {
  // What was restored elsewhere is stamped again first.
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

/** At least 32 random bytes, the same in every process: what the portal seals its forms with. */
export async function formSecret(db: Db): Promise<Uint8Array> {
  const { form_secret } = await db.selectFrom('agency').select('form_secret').executeTakeFirstOrThrow();
  return form_secret;
}
