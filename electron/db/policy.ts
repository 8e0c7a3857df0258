import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import type { Db } from './open.ts';

/** The agency's policy in force, whole, in one row. */
export function createPolicyStore(db: Db) {
  const read = db.prepare<[], { body: string }>('SELECT body FROM policy');
  const version = db.prepare<[], number>('SELECT version FROM policy').pluck();
  const write = db.prepare(
    'INSERT INTO policy (only, version, body) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body',
  );
  /** A policy that an earlier version of this application kept may lack something: then it is asked for anew. */
  const current = (): Policy | null => {
    const row = read.get();
    if (row === undefined) return null;
    const parsed = policySchema.safeParse(JSON.parse(row.body));
    return parsed.success ? parsed.data : null;
  };
  return {
    version: (): number | null => (current() === null ? null : (version.get() ?? null)),
    current,
    save: (policy: Policy): void => void write.run(policy.version, JSON.stringify(policy)),
  };
}
