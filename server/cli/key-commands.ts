import { isKeptKey } from '../auth/open-keys.ts';
import { replaceKey } from '../commands/agency/replace-key.ts';
import { StartError } from '../config.ts';
import { KEY_NAMES } from '../db/key-checks.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

const LOST = {
  'server-key':
    'Files and two-factor seeds stored with the former key stay unreadable: run reset-second-factor for each account.',
  'recovery-key': 'Journals of lost workstations that were sealed for the former key can be opened only with that key.',
};

export const KEY_COMMANDS: Readonly<Record<string, AccountCommand>> = {
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
      console.log(`The servers will use another ${name} from their next start on. ${LOST[name]}`);
      return 0;
    },
  },
};
