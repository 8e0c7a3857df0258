/** Where the idempotency key is the row's own id: a reject as duplicate writes into both. */
const BY_KEY: readonly unknown[] = ['act_pkey', 'pair_decision_pkey'];

/** Whether something failed because its idempotency key stands for another act or decision about a pair. */
export function isTakenKey(error: unknown): boolean {
  const { code, constraint } = Object(error) as { code?: unknown; constraint?: unknown };
  return code === '23505' && BY_KEY.includes(constraint);
}
