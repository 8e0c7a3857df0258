import type { DirectoryNews } from '../commands/accounts/directory-account.ts';
import type { Config } from '../config.ts';
import { type Alerts, sendAlert } from './alerts.ts';
import { smtpOf } from './transport.ts';

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
    `${name} ${what}: ${role}. The agency's directory gave it, so no one has to confirm it here.`,
  );
}

/**
 * What a command on the server did, which nobody has to confirm: so supervisors learn of it before the command ends.
 * @returns why they could not be told; null if they were.
 */
export async function tellOfCommand(
  config: Pick<Config, 'smtpUrl' | 'smtpOAuthFile' | 'supervisorsTo' | 'mailFrom'>,
  { name, what, by }: { name: string; what: string; by: string },
  at: Date,
): Promise<string | null> {
  const { supervisorsTo, mailFrom } = config;
  const transport = supervisorsTo === null ? null : smtpOf(config);
  if (transport === null || supervisorsTo === null) return 'P2C_SUPERVISORS_TO is not set.';
  const text =
    `Someone on the server (${by}) ${what}. No one has to confirm that: the person who ran the command has the temporary ` +
    'password. If you did not expect this, have an administrator disable the account. It is in the audit log.';
  try {
    const sent = await sendAlert(
      { transport, from: mailFrom, to: supervisorsTo },
      { subject: `account ${name}`, text, at },
    );
    return sent.ok ? null : sent.why;
  } finally {
    transport.close();
  }
}
