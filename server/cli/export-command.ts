import { exportEverything } from '../export/export-everything.ts';
import { openVault, vaultFolder } from '../files/vault.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

export const EXPORT_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'export-everything': {
    usage: '--to DIR',
    what: 'write all data in open formats, not encrypted, into a new folder; for the end of a contract',
    options: ['to'],
    run: async (deps, { to = '' }, config) => {
      const folder = to.replace(/\/+$/, '');
      const vault = openVault(vaultFolder(config.dataDir), deps.key.subkeys('files'));
      const done = await exportEverything({ ...deps, vault }, folder, BY_SHELL);
      for (const fault of done.faults) console.error(fault);
      console.log(
        `${done.rows['report']} reports, ${done.files} attachments, ${done.rows['letter']} letters in ${folder}`,
      );
      return done.faults.length === 0 ? 0 : 1;
    },
  },
};
