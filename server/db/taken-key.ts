/** Tables whose row ID is the idempotency key. Rejecting a report as a duplicate writes to both. */
const BY_KEY: readonly unknown[] = ['act_pkey', 'pair_decision_pkey'];

/** Whether an error means that the idempotency key is already used by another act or pair decision. */
export function isTakenKey(error: unknown): boolean {
  const { code, constraint } = Object(error) as { code?: unknown; constraint?: unknown };
  return code === '23505' && BY_KEY.includes(constraint);
}
