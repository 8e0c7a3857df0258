import { sql, type Transaction } from 'kysely';
import { wasDropped } from './dropped.ts';
import { policyRowId } from './policy.ts';
import { REPORT_COLUMNS } from './report.ts';
import type { Database } from './schema.ts';
import type { ReportRow } from './tables/reports.ts';
import { lockKey } from './taken-key.ts';

export type LockedForAct = {
  row: ReportRow;
  /** Request hash of an existing act with this key, as of when the lock was requested; null if there was none. */
  earlierHash: string | null;
  /** Whether the officer had dropped this act, as of when the lock was requested. */
  isDropped: boolean;
  /** Identifies the policy in force; `policyByRowId` reads that policy. */
  policy: string | null;
};

/**
 * Like `lockReport`, but also reads everything else needed for an act in the same statement. If the statement had to wait
 * for the lock, only the report's row is current. An act carried out during the wait has raised the report's version;
 * `requestHashOf` finds that act.
 */
export async function lockForAct(
  trx: Transaction<Database>,
  id: string,
  key: string,
  officerId: string,
): Promise<LockedForAct | null> {
  const found = await trx
    .selectFrom('report')
    .select(REPORT_COLUMNS)
    .select(sql<string | null>`(select request_hash from act where act.id = ${key})`.as('earlierHash'))
    .select(wasDropped({ id: key, officerId, reportIds: [id] }).as('isDropped'))
    .select(policyRowId.as('policy'))
    .select(lockKey(key).as('keyLock'))
    .where('report.id', '=', id)
    .forUpdate('report')
    .executeTakeFirst();
  if (found === undefined) return null;
  const { earlierHash, isDropped, policy, keyLock: _, ...row } = found;
  return { row, earlierHash, isDropped, policy };
}

/** Request hash of the act with a key; null when there is none. */
export async function requestHashOf(trx: Transaction<Database>, key: string): Promise<string | null> {
  const act = await trx.selectFrom('act').select('request_hash').where('id', '=', key).executeTakeFirst();
  return act?.request_hash ?? null;
}
