import { createHmac, randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { ServerKey } from '../auth/server-key.ts';
import { appendAudit } from './audit.ts';
import { skipNumbers } from './counters.ts';
import type { Db } from './open.ts';
import { findPolicy } from './policy.ts';
import type { Database } from './schema.ts';

const SAME_START = 7_021_002;

type By = { actor: string; source: string };
const ITSELF: By = { actor: 'system', source: 'restored database' };

/** Which cluster, timeline and database this is: a restore or a promotion changes it. */
const INCARNATION = sql<string>`concat_ws('/', (select system_identifier from pg_control_system()),
  (select timeline_id from pg_control_checkpoint()),
  (select oid from pg_database where datname = current_database()))`;

/**
 * Returns the change feed's epoch. A database restored into another cluster or database, or to an earlier time, or
 * promoted, may have lost transactions. In that case, the epoch changes, so that no workstation continues with an
 * invalid cursor; and the counters skip the numbers that were issued after the backup. Only the first caller does this.
 */
export async function settleEpoch(db: Db, at = new Date()): Promise<string> {
  return db.transaction().execute(async (trx) => (await settle(trx, at, ITSELF)).epoch);
}

/**
 * Returns the epoch at this moment. Read it for each page: another process, or a command, may have changed it, and a
 * database may be promoted while this process runs.
 */
export async function feedEpoch(db: Db): Promise<string> {
  const { rows } = await sql<{ epoch: string; settled: boolean }>`
    select epoch, incarnation = ${INCARNATION} as settled from agency`.execute(db);
  return rows[0]?.settled === true ? rows[0].epoch : settleEpoch(db);
}

/**
 * Does the same as `settleEpoch`, even if nothing indicates that the database was restored. This is needed after a
 * snapshot of PostgreSQL's files is put back.
 */
export async function newEpoch(db: Db, at: Date, by: By): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { wasRestored } = await settle(trx, at, by);
    if (!wasRestored) await renew(trx, at, by);
  });
}

async function settle(trx: Transaction<Database>, at: Date, by: By): Promise<{ epoch: string; wasRestored: boolean }> {
  await sql`select pg_advisory_xact_lock(${SAME_START})`.execute(trx);
  const { rows } = await sql<{ incarnation: string }>`select ${INCARNATION} as incarnation`.execute(trx);
  const incarnation = rows[0]?.incarnation ?? '';
  const agency = await trx.selectFrom('agency').selectAll().executeTakeFirstOrThrow();
  if (agency.incarnation === incarnation) return { epoch: agency.epoch, wasRestored: false };
  await trx.updateTable('agency').set({ incarnation }).execute();
  if (agency.incarnation === null) return { epoch: agency.epoch, wasRestored: false };
  return { epoch: await renew(trx, at, by), wasRestored: true };
}

async function renew(trx: Transaction<Database>, at: Date, by: By): Promise<string> {
  const { epoch } = await trx
    .updateTable('agency')
    .set({ epoch: sql<string>`gen_random_uuid()` })
    .returning('epoch')
    .executeTakeFirstOrThrow();
  const policy = await findPolicy(trx);
  const skipped = policy === null ? [] : await skipNumbers(trx, policy, at);
  await appendAudit(trx, { at, ...by, action: 'feed.renew', target: null, outcome: 'success', detail: { skipped } });
  return epoch;
}

/**
 * Returns 32 secret bytes, the same in every process; the portal seals its forms with them. They are derived from the
 * database and the server's key, so that someone who has only one of these, such as a backup, can't seal forms.
 */
export async function formSecret(db: Kysely<Database>, key: ServerKey): Promise<Uint8Array> {
  const { form_secret, kept_form_secret: sealed } = await db
    .selectFrom('agency')
    .select(['form_secret', 'kept_form_secret'])
    .executeTakeFirstOrThrow();
  const kept = sealed === null ? null : key.decrypt(KEPT, sealed, '');
  if (kept !== null) return kept;
  return createHmac('sha256', key.subkey('portal forms')).update(form_secret).digest();
}

const KEPT = 'kept form secret';

/**
 * Keeps the secret that is derived from the former key, because open forms are sealed with it. Call this before another
 * key encrypts.
 */
export async function keepFormSecret(trx: Transaction<Database>, former: ServerKey, next: ServerKey): Promise<void> {
  const kept = next.encrypt(KEPT, await formSecret(trx, former), '');
  await trx.updateTable('agency').set({ kept_form_secret: kept }).execute();
}

/** Call this once the former key is gone: the secret derived from it is no longer needed. */
export async function forgetFormSecret(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable('agency')
    .set({ kept_form_secret: null, form_secret: randomBytes(32) })
    .execute();
}
