import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isKeptKey } from '../auth/open-keys.ts';
import { replaceKey, rotateKey } from '../commands/agency/replace-key.ts';
import { KEY_NAMES } from '../db/key-checks.ts';
import { replaceKeyFile } from '../key-file.ts';
import { makePrivateKey, openRecoveryKeys } from '../recovery/key-pair.ts';
import { StartError } from '../start-error.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

const MOST_KEYS = 5;

const LOST = {
  'server-key':
    'Files and two-factor seeds stored with the former key stay unreadable: run reset-second-factor for each account.',
  'recovery-key':
    'Encrypted backups from lost workstations that were sealed for the former key can be opened only with that key.',
};

export const KEY_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'rotate-recovery-key': {
    usage: '[--forget FORMER]',
    what: 'make a new recovery key and keep the former ones, which still open encrypted backups; or forget a former one',
    options: [],
    optional: ['forget'],
    run: async (deps, { forget }, config) => {
      if (config.recoveryKey !== null)
        throw new StartError(
          'The key is in P2C_RECOVERY_KEY: set it to the new key, a comma and the old key, then run replace-key.',
          1,
        );
      const path = join(config.dataDir, 'recovery-key');
      if (!existsSync(path)) throw new StartError(`There is no ${path}. Run this the way the server is run.`, 1);
      const before = readFileSync(path, 'utf8').trim().split(/\s+/);
      const idOf = (key: string) => openRecoveryKeys('', key).public.keyId;
      if (forget !== undefined) {
        const left = before.filter((key, at) => at === 0 || idOf(key) !== forget);
        if (left.length === before.length) throw new StartError(`There is no former key ${forget}.`, 1);
        replaceKeyFile(path, left.join('\n'));
        console.log(`Once the servers restart, encrypted backups sealed for ${forget} can no longer be opened.`);
        return 0;
      }
      if (before.length >= MOST_KEYS) throw new StartError('There are five keys already. Forget one first.', 1);
      const made = makePrivateKey();
      // Save the check value before the key file: if this command is interrupted in between, replace-key or a rerun
      // fixes it.
      await rotateKey(deps, 'recovery-key', idOf(made), BY_SHELL);
      replaceKeyFile(path, [made, ...before].join('\n'));
      console.log(
        `The new key is ${idOf(made)}. Restart the servers, one after the other, and back the keys up again. ` +
          `Workstations seal their unsent decisions for it when they next renew their session. Former keys: ${before.map(idOf).join(', ')}.`,
      );
      return 0;
    },
  },
  'replace-key': {
    usage: `--key ${KEY_NAMES.join('|')}`,
    what: 'after a key was changed or lost: let the servers start with the key they find, or a new one',
    options: ['key'],
    run: async (deps, { key }, config) => {
      const name = KEY_NAMES.find((one) => one === key);
      if (name === undefined) throw new StartError(`--key must be ${KEY_NAMES.join(' or ')}`, 2);
      if (await isKeptKey(deps.db, config, name)) {
        console.log(`This ${name} is the one that the database was used with. Nothing was changed.`);
        return 0;
      }
      await replaceKey(deps, name, BY_SHELL);
      console.log(`The servers will use a different ${name} when they next start. ${LOST[name]}`);
      return 0;
    },
  },
};
