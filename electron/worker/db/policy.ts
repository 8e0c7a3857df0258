import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import type { Db, Tx } from './write.ts';

/** The agency's policy in force, whole, in one row. */
export function createPolicyStore(db: Db) {
  const read = db.prepare<[], { body: string }>('SELECT body FROM policy');
  const version = db.prepare<[], number>('SELECT version FROM policy').pluck();
  /** The last one that was read: it is asked for with every page and every decision, and hardly ever changes. */
  let known: Policy | null = null;
  const write = db.prepare(
    'INSERT INTO policy (only, version, body) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body',
  );
  const outdate = db.prepare('UPDATE policy SET version = 0');
  /** A policy that an earlier version of this application kept may lack something: then it is asked for anew. */
  const current = (): Policy | null => {
    const kept = version.get();
    if (kept === undefined) return null;
    if (known !== null && (kept === 0 || known.version === kept)) return known;
    known = policySchema.safeParse(JSON.parse(read.get()?.body ?? 'null')).data ?? null;
    return known;
  };
  return {
    /** 0 for one that is to be asked for anew. */
    version: (): number | null => (current() === null ? null : (version.get() ?? null)),
    current,
    /** The one that is here stays in force until it was asked for once more, whatever number that has. */
    outdate: (tx: Tx): void => void tx.run(outdate),
    save: (tx: Tx, policy: Policy): void => {
      tx.run(write, policy.version, JSON.stringify(policy));
      known = null;
    },
  };
}
