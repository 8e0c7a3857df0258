import { type RawBuilder, sql } from 'kysely';

/**
 * Constraints that prevent a second use of an idempotency key, which is the row ID of an act or a pair decision.
 * Rejecting a report as a duplicate writes one row of each.
 */
const BY_KEY: readonly unknown[] = ['act_pkey', 'pair_decision_pkey', 'key_used_once'];
/** First of the two keys of the advisory lock on an idempotency key. */
const KEY_LOCK = 7_021_004;

/** Serializes what is done with one idempotency key until the transaction ends. */
export const lockKey = (key: string): RawBuilder<unknown> => sql`pg_advisory_xact_lock(${KEY_LOCK}, hashtext(${key}))`;

/** Whether an error means that the idempotency key is already used by another act or pair decision. */
export function isTakenKey(error: unknown): boolean {
  const { code, constraint } = Object(error) as { code?: unknown; constraint?: unknown };
  return code === '23505' && BY_KEY.includes(constraint);
}
