import { sql, type Transaction } from 'kysely';
import { wasDropped } from './dropped.ts';
import { policyMark } from './policy.ts';
import { REPORT_COLUMNS } from './report.ts';
import type { Database, ReportRow } from './schema.ts';

export type LockedForAct = {
  row: ReportRow;
  /** The request of the act that has this key, as it was when the lock was asked for; null where there is none. */
  earlierHash: string | null;
  /** Whether the officer dropped it, as far as that was known then. */
  isDropped: boolean;
  /** Of the policy in force, for `policyOfMark`. */
  policy: string | null;
};

/**
 * As `lockReport`, with all that is looked up for every act in the same statement. Only the report's row is as it is after
 * a wait for its lock: an act that was carried out meanwhile raised its version, and is found with `requestHashOf`.
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

/** The request of the act with a key; null where there is none. */
export async function requestHashOf(trx: Transaction<Database>, key: string): Promise<string | null> {
  const act = await trx.selectFrom('act').select('request_hash').where('id', '=', key).executeTakeFirst();
  return act?.request_hash ?? null;
}
