import type { DirectoryNews } from '../commands/accounts/directory-account.ts';
import type { Alerts } from './alerts.ts';

/** For supervisors: what happened to accounts. */
export function tellOfConfirmation(supervisors: Alerts | null, name: string): void {
  supervisors?.raise(
    `account ${name}`,
    `An administrator made the account ${name}, enabled it after it was declined, reset its password or gave it another role. Nobody can sign in ` +
      'to it before a second administrator or a supervisor agrees, on the page "Confirmations". If you did not expect this, decline there.',
  );
}

export function tellOfDirectory(supervisors: Alerts | null, { kind, name, role }: DirectoryNews): void {
  const what = kind === 'created' ? 'has a new account' : 'has another role';
  supervisors?.raise(
    `directory: ${name}`,
    `${name} ${what}: ${role}. The agency's directory gave it, so nobody has to confirm it here.`,
  );
}
