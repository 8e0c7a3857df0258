import { readFile } from 'node:fs/promises';
import type { Policy } from '#shared/domain/policy.ts';
import { createOfficer } from '../commands/accounts/create-officer.ts';
import { publishPolicy } from '../commands/agency/publish-policy.ts';
import { type Config, NO_SENDER, resourcePath } from '../config.ts';
import { withAdvisoryLock } from '../db/advisory-lock.ts';
import { findPolicy } from '../db/policy.ts';
import { type AgencyFile, EXAMPLE, readAgencyFile } from '../set-up/agency-file.ts';
import { askAgency } from '../set-up/ask-agency.ts';
import { composePolicy } from '../set-up/compose-policy.ts';
import { StartError } from '../start-error.ts';
import { withOwnTables } from './connect.ts';
import { BY_SHELL } from './shell-user.ts';

export function printExample(): number {
  console.log(JSON.stringify(EXAMPLE, null, 2));
  return 0;
}

/**
 * `init [--file F] [--dry-run]`: creates a new agency's policy and its first administrator. A file is checked before
 * the database is used; with `--dry-run`, it is only checked. A database that already has a policy is refused.
 */
export async function initCommand(
  config: Config,
  { file, dryRun }: { file: string | undefined; dryRun: boolean },
): Promise<number> {
  const read = file === undefined ? null : await prepare(await readAgencyFile(file), config);
  if (read !== null && dryRun) {
    describe(read, config);
    return say('It can be published. Nothing was changed.');
  }
  return withOwnTables(config, async (deps) => {
    const inForce = await findPolicy(deps.db);
    if (inForce !== null)
      throw new StartError(
        `This database already has a policy, for ${inForce.agency.name}. Nothing was changed. To change it, use the Policy page ` +
          'or publish-policy.',
        1,
      );
    const given = read ?? (await prepare(await askAgency(), config));
    describe(given, config);
    if (dryRun) return say('It can be published. No policy or account was created.');
    const { agency, policy } = given;
    const { name, display } = agency.administrator;
    const { password } = await withAdvisoryLock(deps.db, async () => {
      if ((await findPolicy(deps.db)) !== null)
        throw new StartError('A server that started in the meantime created a policy.', 1);
      // Create the account first: if its name is taken, nothing is published.
      const made = await createOfficer(deps, { name, displayName: display, role: 'administrator' }, BY_SHELL);
      await publishPolicy(deps, policy, BY_SHELL, { why: 'init' });
      return made;
    });
    say(`The policy is published. Start the servers now. The temporary password of ${name}, shown only once:`);
    return say(password);
  });
}

function say(text: string): number {
  console.log(text);
  return 0;
}

type Prepared = { agency: AgencyFile; policy: Policy; notes: readonly string[] };

async function prepare(agency: AgencyFile, config: Config): Promise<Prepared> {
  const starting: unknown = JSON.parse(await readFile(resourcePath(config, 'policy.json'), 'utf8'));
  return { agency, ...(await composePolicy(agency, starting, new Date())) };
}

/** Says what is in the policy, for a person to check. */
function describe({ policy, notes }: Prepared, config: Config): void {
  for (const note of notes) say(`Note: ${note}`);
  const { boundary, neighborhoods, streets } = policy.map ?? { boundary: [], neighborhoods: [], streets: [] };
  say(
    `${policy.agency.name}, ${policy.agency.city}, ${policy.agency.state}: ${boundary.length} points on the city limits, ` +
      `${neighborhoods.length} neighborhoods, ${streets.length} streets, ${policy.offenses.length} offense titles, ` +
      `${policy.holidays.length} holidays.`,
  );
  for (const [what, names] of [
    ['Neighborhoods', neighborhoods.map(({ name }) => name)],
    ['Streets', streets],
  ] as const)
    if (names.length > 0) say(`${what}: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : '.'}`);
  if (config.mailFrom === NO_SENDER)
    say('Note: MAIL_FROM is not set, so letters would have no sender. Set it before you start the servers.');
}
