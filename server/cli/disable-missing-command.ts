import { disableMissing, type ListDoubt, type MissingPeople } from '../commands/accounts/disable-missing.ts';
import { type Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { tellOfMissing } from '../mail/account-news.ts';
import { readPeople } from '../oidc/people-list.ts';
import { StartError } from '../start-error.ts';
import { noAdministrator, stillHeld } from './after-disabling.ts';
import { BY_SHELL, shellUser } from './shell-user.ts';

const DOUBTS: Readonly<Record<ListDoubt, string>> = {
  empty: 'The list is empty.',
  nobody_known: 'No one on the list has an account here.',
  too_many: 'That is more than a fifth of the accounts.',
};

/**
 * `disable-missing --file FILE [--dry-run] [--yes]`: disables directory accounts of people who are no longer in the
 * directory. Without `--yes`, returns 1 and changes nothing if the list looks incomplete.
 */
export async function disableMissingCommand(
  deps: Deps,
  config: Config,
  { file, dryRun, yes }: { file: string; dryRun: boolean; yes: boolean },
): Promise<number> {
  if (config.oidc === null)
    throw new StartError('P2C_OIDC_ISSUER is not set: no account belongs to a directory. Nothing was changed.', 1);
  const { issuer } = config.oidc;
  const list = await readPeople(file);
  const found = await disableMissing(deps, list, { issuer, isDryRun: dryRun, doubtful: yes }, BY_SHELL);
  await say(deps, found, list.count);
  const { isDone, doubt, missing } = found;
  if (isDone && missing.length > 0) {
    const names = missing.map(({ name }) => name);
    const mailError = await tellOfMissing(config, { names, by: shellUser() }, deps.now());
    if (mailError !== null) console.error(`No supervisor was notified of this by e-mail: ${mailError}`);
  }
  if (isDone || doubt === null) return 0;
  const how = dryRun ? 'Without --dry-run, this would be refused' : 'Nothing was changed';
  console.error(`${DOUBTS[doubt]} ${how}. Is the export complete? If so, add --yes.`);
  return 1;
}

async function say(deps: Deps, found: MissingPeople, count: number): Promise<void> {
  const { missing, judged, isDone, signedInSince, withoutUsername } = found;
  const some = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
  const what = isDone ? 'disabled' : 'would be disabled';
  console.log(
    `${some(count, 'line', 'lines')} in the list; ${missing.length} of ${some(judged, 'account', 'accounts')} ${what}`,
  );
  for (const who of missing)
    for (const line of [`${who.name}: ${what}`, ...(await stillHeld(deps, who.id))]) console.log(line);
  for (const { name } of signedInSince)
    console.log(`${name}: left alone, signed in through the directory after the list was written`);
  for (const { name } of withoutUsername)
    console.log(`${name}: left alone, this person's username in the directory is unknown until they sign in again`);
  const last = missing.find(({ role }) => role === 'administrator');
  if (isDone && last !== undefined) for (const line of await noAdministrator(deps, last)) console.log(line);
}
