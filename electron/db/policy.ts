import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import type { Db } from './open.ts';

/** The agency's policy in force, whole, in one row. */
export function createPolicyStore(db: Db) {
  const read = db.prepare<[], { body: string }>('SELECT body FROM policy');
  const version = db.prepare<[], number>('SELECT version FROM policy').pluck();
  const write = db.prepare(
    'INSERT INTO policy (only, version, body) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body',
  );
  return {
    version: (): number | null => version.get() ?? null,
    current: (): Policy | null => {
      const row = read.get();
      return row === undefined ? null : policySchema.parse(JSON.parse(row.body));
    },
    save: (policy: Policy): void => void write.run(policy.version, JSON.stringify(policy)),
  };
}
