import { join } from 'node:path';
import { randomPassword } from './auth/password.ts';
import { renewOfficer } from './commands/accounts/create-officer.ts';
import type { AccountDeps } from './deps.ts';
import { keyFile } from './key-file.ts';

export type DemoAccount = { role: 'officer' | 'supervisor' | 'administrator'; name: string; password: string };

const DEMO_OFFICERS = [
  { name: 'officer', displayName: 'Officer Rivera', role: 'officer' },
  { name: 'supervisor', displayName: 'Sergeant Walsh', role: 'supervisor' },
  { name: 'administrator', displayName: 'IT Administrator', role: 'administrator' },
] as const;

/**
 * The accounts of demo mode, which listens on loopback only. Their passwords are generated once and stored in
 * `demo-passwords` in the data folder, so a restart keeps them.
 */
export async function demoAccounts(deps: AccountDeps, dataDir: string): Promise<DemoAccount[]> {
  const by = { actor: 'system', source: 'demo mode' };
  return Promise.all(
    DEMO_OFFICERS.map(async (one) => {
      const password = keyFile(join(dataDir, 'demo-passwords', one.name), randomPassword);
      await renewOfficer(deps, one, password, by);
      return { role: one.role, name: one.name, password };
    }),
  );
}
