import { readFile } from 'node:fs/promises';
import { createOfficer } from '../commands/accounts/create-officer.ts';
import { publishPolicy } from '../commands/agency/publish-policy.ts';
import { type Config, NO_SENDER, resourcePath } from '../config.ts';
import { withAdvisoryLock } from '../db/advisory-lock.ts';
import { findPolicy } from '../db/policy.ts';
import type { AccountDeps } from '../deps.ts';
import { EXAMPLE, readAgencyFile } from '../set-up/agency-file.ts';
import { askAgency } from '../set-up/ask-agency.ts';
import { composePolicy } from '../set-up/compose-policy.ts';
import { StartError } from '../start-error.ts';
import { BY_SHELL } from './shell-user.ts';

export function printExample(): number {
  console.log(JSON.stringify(EXAMPLE, null, 2));
  return 0;
}

/**
 * `init [--file F] [--dry-run]`: creates a new agency's policy and its first administrator. Everything is checked
 * before anything is written; a database that already has a policy is refused.
 */
export async function initCommand(
  deps: AccountDeps,
  config: Config,
  { file, dryRun }: { file: string | undefined; dryRun: boolean },
): Promise<number> {
  const inForce = await findPolicy(deps.db);
  if (inForce !== null)
    throw new StartError(
      `This database already has a policy, of ${inForce.agency.name}. Nothing was changed. To change it, use the Policy page ` +
        'or publish-policy.',
      1,
    );
  const agency = file === undefined ? await askAgency() : await readAgencyFile(file);
  const starting: unknown = JSON.parse(await readFile(resourcePath(config, 'policy.json'), 'utf8'));
  const { policy, notes } = await composePolicy(agency, starting, deps.now());
  for (const note of notes) console.log(`Note: ${note}`);
  const { boundary, neighborhoods, streets } = policy.map ?? { boundary: [], neighborhoods: [], streets: [] };
  console.log(
    `${policy.agency.name}, ${policy.agency.city}, ${policy.agency.state}: ${boundary.length} points of its limits, ` +
      `${neighborhoods.length} neighborhoods, ${streets.length} streets, ${policy.offenses.length} offense titles, ` +
      `${policy.holidays.length} holidays.`,
  );
  if (config.mailFrom === NO_SENDER)
    console.log('Note: MAIL_FROM is not set, so letters would come from nobody. Set it before the servers start.');
  if (dryRun) {
    console.log('It is fit to publish. Nothing was changed.');
    return 0;
  }
  const { name, display } = agency.administrator;
  const { password } = await withAdvisoryLock(deps.db, async () => {
    if ((await findPolicy(deps.db)) !== null) throw new StartError('A server that started meanwhile made a policy.', 1);
    // Create the account first: if its name is taken, nothing is published.
    const made = await createOfficer(deps, { name, displayName: display, role: 'administrator' }, BY_SHELL);
    await publishPolicy(deps, policy, BY_SHELL, { why: 'init' });
    return made;
  });
  console.log(`The policy is published. Start the servers now. The temporary password of ${name}, shown only once:`);
  console.log(password);
  return 0;
}
