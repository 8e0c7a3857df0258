import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import type { Db, Tx } from './write.ts';

/** The agency's current policy, stored as a single row. */
export function createPolicyStore(db: Db) {
  const read = db.prepare<[], { body: string }>('SELECT body FROM policy');
  const version = db.prepare<[], number>('SELECT version FROM policy').pluck();
  /** Caches the most recently read policy: every page and every decision needs it, and it rarely changes. */
  let known: Policy | null = null;
  const write = db.prepare(
    'INSERT INTO policy (only, version, body) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body',
  );
  const outdate = db.prepare('UPDATE policy SET version = 0');
  /**
   * Returns the stored policy; null if there is none, or if an earlier version of this application saved it without
   * some fields.
   */
  const current = (): Policy | null => {
    const kept = version.get();
    if (kept === undefined) return null;
    if (known !== null && (kept === 0 || known.version === kept)) return known;
    known = policySchema.safeParse(JSON.parse(read.get()?.body ?? 'null')).data ?? null;
    return known;
  };
  return {
    /** Null when no usable policy is stored; 0 after `outdate`, so that the policy is requested again. */
    version: (): number | null => (current() === null ? null : (version.get() ?? null)),
    current,
    /**
     * Marks the stored version as outdated, so that it is requested again even if its version number is unchanged. It
     * stays in use until then.
     */
    outdate: (tx: Tx): void => void tx.run(outdate),
    save: (tx: Tx, policy: Policy): void => {
      tx.run(write, policy.version, JSON.stringify(policy));
      known = null;
    },
  };
}
