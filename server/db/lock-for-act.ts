import { sql, type Transaction } from 'kysely';
import { wasDropped } from './dropped.ts';
import { policyMark } from './policy.ts';
import { REPORT_COLUMNS } from './report.ts';
import type { Database, ReportRow } from './schema.ts';

export type LockedForAct = {
  row: ReportRow;
  /** Hash of the request of the act with this key, as of when the lock was requested; null when there is none. */
  earlierHash: string | null;
  /** Whether the officer had dropped it, as of then. */
  isDropped: boolean;
  /** The policy in force, for `policyOfMark`. */
  policy: string | null;
};

/**
 * Like `lockReport`, but also reads everything needed for an act in the same statement. After waiting for the lock, only
 * the report's row is current: an act carried out during the wait raised its version, and `requestHashOf` finds it.
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
    .select(policyMark.as('policy'))
    .where('report.id', '=', id)
    .forUpdate('report')
    .executeTakeFirst();
  if (found === undefined) return null;
  const { earlierHash, isDropped, policy, ...row } = found;
  return { row, earlierHash, isDropped, policy };
}

/** Request hash of the act with a key; null when there is none. */
export async function requestHashOf(trx: Transaction<Database>, key: string): Promise<string | null> {
  const act = await trx.selectFrom('act').select('request_hash').where('id', '=', key).executeTakeFirst();
  return act?.request_hash ?? null;
}
