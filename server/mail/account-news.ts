import type { DirectoryNews } from '../commands/accounts/directory-account.ts';
import type { Config } from '../config.ts';
import { MOST_IN_HOUR } from '../db/sign-in-rate.ts';
import { type Alerts, sendAlert } from './alerts.ts';
import { smtpOf } from './transport.ts';

/** Tells supervisors that an account needs confirmation. */
export function tellOfConfirmation(supervisors: Alerts | null, name: string): void {
  supervisors?.raise(
    `account ${name}`,
    `An administrator created the account ${name}, enabled it after it was declined, reset its password or changed its role. Nobody can sign in ` +
      'to it until a second administrator or a supervisor confirms this on the page "Confirmations". If you did not expect it, decline it there.',
  );
}

export function tellOfDirectory(supervisors: Alerts | null, { kind, name, role }: DirectoryNews): void {
  const what = kind === 'created' ? 'has a new account' : 'has a different role';
  supervisors?.raise(
    `directory: ${name}`,
    `${name} ${what}: ${role}. This came from the agency's directory, so no one has to confirm it here.`,
  );
}

/** Tells the administrators that someone may be guessing an account's password. */
export function tellOfGuesses(alerts: Alerts | null, name: string): void {
  alerts?.raise(
    `sign-ins to ${name}`,
    `There were more than ${MOST_IN_HOUR} failed sign-ins to the account ${name} within an hour. Workstations on which it was used before ` +
      'can still sign in; all others get one attempt a minute until there are fewer. The accounts page shows what is locked.',
  );
}

/**
 * Tells supervisors what a command on the server did, because no second person has to confirm it. The command waits for
 * this.
 * @returns why they could not be told; null if they were.
 */
export function tellOfCommand(
  config: MailSettings,
  { name, what, by }: { name: string; what: string; by: string },
  at: Date,
): Promise<string | null> {
  const text =
    `Someone on the server (${by}) ${what}. No one has to confirm this: the person who ran the command has the temporary ` +
    'password. If you did not expect this, have an administrator disable the account. It is in the audit log.';
  return mailSupervisors(config, { subject: `account ${name}`, text, at });
}

/**
 * Tells supervisors which accounts were disabled because their owners are no longer in the directory. Returns the same
 * as `tellOfCommand`.
 */
export function tellOfMissing(
  config: MailSettings,
  { names, by }: { names: readonly string[]; by: string },
  at: Date,
): Promise<string | null> {
  const text =
    `The agency's directory no longer lists these people, so their accounts were disabled (${by}): ${names.join(', ')}. ` +
    'On the page "Accounts", an administrator can move the reports still assigned to them. People who return to the ' +
    'directory are enabled at their next sign-in.';
  return mailSupervisors(config, { subject: `directory: ${names.length} disabled`, text, at });
}

type MailSettings = Pick<Config, 'smtpUrl' | 'smtpOAuthFile' | 'supervisorsTo' | 'mailFrom'>;

async function mailSupervisors(
  config: MailSettings,
  message: { subject: string; text: string; at: Date },
): Promise<string | null> {
  const { supervisorsTo, mailFrom } = config;
  const transport = supervisorsTo === null ? null : smtpOf(config);
  if (transport === null || supervisorsTo === null) return 'P2C_SUPERVISORS_TO is not set.';
  try {
    const sent = await sendAlert({ transport, from: mailFrom, to: supervisorsTo }, message);
    return sent.ok ? null : sent.why;
  } finally {
    transport.close();
  }
}
