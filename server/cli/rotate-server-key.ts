import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysInUse, markOf } from '../auth/keys-in-use.ts';
import { NEXT, newServerKey, openServerKey } from '../auth/server-key.ts';
import { rotateKey } from '../commands/agency/replace-key.ts';
import { reseal } from '../commands/agency/reseal.ts';
import { type Config } from '../config.ts';
import { forgetFormSecret, keepFormSecret } from '../db/epoch.ts';
import type { AccountDeps } from '../deps.ts';
import { openVault, vaultFolder } from '../files/vault.ts';
import { replaceKeyFile } from '../key-file.ts';
import { StartError } from '../start-error.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

const RESTART = 'Restart all servers, one after the other; then run';

/** The key file and its keys; the first one encrypts. @throws StartError */
function keysOf({ serverKey, dataDir }: Config): { path: string; keys: string[] } {
  if (serverKey !== null)
    throw new StartError('The key is in P2C_SERVER_KEY: docs/running-a-server.md says how to change it there.', 1);
  const path = join(dataDir, 'server-key');
  if (!existsSync(path)) throw new StartError(`There is no ${path}. Run this the way the server is run.`, 1);
  return { path, keys: readFileSync(path, 'utf8').trim().split(/\s+/) };
}

/**
 * Rotates the key in two runs, with a restart of the servers after each. Every server knows the new key before any of
 * them encrypts with it, so no server finds data that it can't decrypt.
 */
async function rotate(deps: AccountDeps, config: Config): Promise<number> {
  const { path, keys } = keysOf(config);
  const [own = '', ...others] = keys;
  const next = others.find((one) => NEXT.test(one))?.replace(NEXT, '');
  if (next === undefined) {
    if (others.length > 0)
      throw new StartError('The previous rotation is not finished: run reseal, then reseal --forget former, first.', 1);
    replaceKeyFile(path, [own, `next:${newServerKey()}`].join('\n'));
    console.log(`A new key was made, but nothing is encrypted with it yet. ${RESTART} rotate-server-key again.`);
    return 0;
  }
  const made = openServerKey('', next);
  const mark = markOf(made.subkey('check'));
  await refuseUntil(deps, (marks) => marks.includes(mark), 'don’t know the new key yet');
  const check = made.subkey('check').toString('hex');
  // Save the check value before the key file: if this command is interrupted in between, the servers don't start until
  // it is run again.
  await rotateKey(deps, 'server-key', check, BY_SHELL, (trx) => keepFormSecret(trx, deps.key, made));
  replaceKeyFile(path, [next, own].join('\n'));
  console.log(`Each server encrypts with the new key after its next start. ${RESTART} reseal. Back the keys up again.`);
  return 0;
}

/** Refuses a step that would make data unreadable to a server process that hasn't restarted since the previous step. */
async function refuseUntil({ db }: AccountDeps, isReady: (marks: string[]) => boolean, what: string): Promise<void> {
  const processes = await keysInUse(db);
  const behind = processes.filter((marks) => !isReady(marks)).length;
  if (behind > 0)
    throw new StartError(
      `${behind} of ${processes.length} server processes ${what}. Restart all of them, one after the other; then run this again.`,
      1,
    );
}

async function resealCommand(deps: AccountDeps, config: Config, forgets: boolean): Promise<number> {
  if (forgets) {
    const { keys } = keysOf(config);
    if (keys.some((one) => NEXT.test(one)))
      throw new StartError('The new key is not in use yet: run rotate-server-key once more first.', 1);
    const mark = markOf(deps.key.subkey('check'));
    await refuseUntil(deps, ([own]) => own === mark, 'still encrypt with the former key');
  }
  const vault = openVault(vaultFolder(config.dataDir), deps.key.subkeys('files'));
  const { renewed, own, lost } = await reseal({ ...deps, vault });
  console.log(
    `${renewed} encrypted again, ${own} were already${lost === 0 ? '' : `, ${lost} can't be opened with any key`}.`,
  );
  if (!forgets) return lost === 0 ? 0 : 1;
  const { path, keys } = keysOf(config);
  if (renewed > 0)
    throw new StartError('A server still encrypts with the former key. Restart it, then run this again.', 1);
  replaceKeyFile(path, keys.slice(0, 1).join(''));
  await forgetFormSecret(deps.db);
  console.log(
    'The servers forget the former key when they next start. After that, recovery codes made before the rotation no ' +
      'longer work, people must resend any form that they have open, and workstations that nobody has used since the ' +
      'rotation count as unknown at their next sign-in.',
  );
  return 0;
}

export const ROTATE_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'rotate-server-key': {
    usage: '',
    what: 'make a new server key; when run again, put it to use; restart the servers one at a time in between',
    options: [],
    run: (deps, _, config) => rotate(deps, config),
  },
  reseal: {
    usage: '[--forget former]',
    what: 'encrypt with the new server key what the former one encrypted; then forget the former one',
    options: [],
    optional: ['forget'],
    run: (deps, { forget }, config) => {
      if (forget !== undefined && forget !== 'former') throw new StartError('--forget must be former', 2);
      return resealCommand(deps, config, forget !== undefined);
    },
  },
};
