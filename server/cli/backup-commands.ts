import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isKeptKey } from '../auth/open-keys.ts';
import { openServerKey } from '../auth/server-key.ts';
import { checkBackup } from '../backup/check-backup.ts';
import { backUpKeys, KEY_FILES, makeBackup } from '../backup/make-backup.ts';
import {
  databaseUrlOf,
  dropDatabase,
  identityOf,
  openBackup,
  restoreDatabase,
  restoreFiles,
} from '../backup/open-backup.ts';
import { startNewEpoch } from '../commands/agency/start-new-epoch.ts';
import type { Config } from '../config.ts';
import { verifyAudit } from '../db/audit.ts';
import { noteBackup } from '../db/backups.ts';
import { KEY_NAMES, keptChecks } from '../db/key-checks.ts';
import { openDatabase } from '../db/open.ts';
import { grantToApp } from '../db/roles.ts';
import type { AccountDeps } from '../deps.ts';
import { StartError } from '../start-error.ts';
import type { AccountCommand } from './account-commands.ts';
import { noteLastRestore } from './audit-commands.ts';
import { BY_SHELL } from './shell-user.ts';

const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

function recipientOf(given: string | undefined): string {
  if (given !== undefined && RECIPIENT.test(given)) return given;
  throw new StartError('--recipient must be an age public key, as printed by age-keygen: age1…', 2);
}

function ownUrl(config: Config): string {
  if (config.databaseUrl !== null) return config.databaseUrl;
  throw new StartError(
    'Only the database that DATABASE_URL names can be backed up; the embedded one is for the demo.',
    1,
  );
}

/** The account that owns the tables also creates the databases to restore into. */
function ownerUrl(config: Config): string {
  return config.migrateUrl ?? ownUrl(config);
}

export const BACKUP_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  backup: {
    usage: '--to DIR --recipient AGE1…',
    what: 'write the database and files, encrypted to an age public key; the servers can keep running',
    options: ['to', 'recipient'],
    run: async (deps, { to = '', recipient }, config) => {
      const place = { databaseUrl: ownUrl(config), dataDir: config.dataDir };
      console.log(await makeBackup(deps, place, to, recipientOf(recipient), BY_SHELL));
      return 0;
    },
  },
  'backup-keys': {
    usage: '--file FILE --recipient AGE1…',
    what: 'write server-key, recovery-key and anchor-key, encrypted; store them separately from the backups',
    options: ['file', 'recipient'],
    run: async (deps, { file = '', recipient }, config) => {
      const there = await backUpKeys(deps, config.dataDir, file, recipientOf(recipient), BY_SHELL);
      console.log(`${file} contains ${there.join(', ')}`);
      const missing = ['server-key', 'recovery-key'].filter((name) => !there.includes(name));
      if (missing.length > 0)
        console.error(`Not included, because there is no key file: ${missing.join(', ')}. Back up the settings too.`);
      return 0;
    },
  },
  'check-backup': {
    usage: '--backup DIR --identity FILE [--work DIR]',
    what: 'restore a backup into a temporary database, read every file and the audit log, and remove it again; files go next to the backup, or into --work',
    options: ['backup', 'identity'],
    optional: ['work'],
    run: async ({ db }, { backup = '', identity = '', work }, config) => {
      const key = openServerKey(config.dataDir, config.serverKey, 'find');
      const opened = await openBackup(backup, await identityOf(identity));
      const found = await checkBackup(opened, ownerUrl(config), key, work ?? dirname(resolve(backup)));
      for (const fault of found.faults) console.error(fault);
      console.log(
        `${found.reports} reports, ${found.auditRows} rows of the audit log, ${found.files} attachments: ` +
          `${found.faults.length === 0 ? 'ok' : `${found.faults.length} faults`}. ` +
          `A restore takes ${found.restoreSeconds.toFixed(1)} seconds.`,
      );
      if (found.faults.length > 0) return 1;
      await noteBackup(db, 'checked_at', new Date(opened.manifest.madeAt));
      return 0;
    },
  },
};

/**
 * `restore --backup DIR --identity FILE --database NAME`: restores a backup into a new database and into the data
 * folder, which must be empty except for key files. Doesn't change any settings.
 */
export async function restoreCommand(
  config: Config,
  { backup: folder, identity, database }: Record<'backup' | 'identity' | 'database', string>,
  depsOf: (db: AccountDeps['db']) => AccountDeps,
): Promise<number> {
  const there = existsSync(config.dataDir)
    ? (await readdir(config.dataDir)).filter((name) => !KEY_FILES.includes(name))
    : [];
  if (there.length > 0)
    throw new StartError(`${config.dataDir} is not empty (${there[0]}). Move away everything except the keys.`, 1);
  const backup = await openBackup(folder, await identityOf(identity));
  const { manifest } = backup;
  await restoreDatabase(backup, ownerUrl(config), database);
  await restoreFiles(backup, config.dataDir).catch(async (error: unknown) => {
    // Clean up, so that the same command can be run again.
    await dropDatabase(ownerUrl(config), database);
    for (const name of await readdir(config.dataDir))
      if (!KEY_FILES.includes(name)) await rm(join(config.dataDir, name), { recursive: true });
    throw error;
  });
  const db = openDatabase(databaseUrlOf(ownerUrl(config), database), () => {}, 2);
  try {
    await grantToApp(db);
    const audit = await verifyAudit(db, { known: manifest.auditHead });
    if (!audit.ok) throw new StartError(`The restored audit log is broken at row ${audit.badSeq}.`, 1);
    await startNewEpoch(depsOf(db), BY_SHELL);
    await noteLastRestore(depsOf(db), config.dataDir);
    console.log(
      `${audit.rows} rows of the audit log, ok. Set the database in DATABASE_URL and MIGRATE_DATABASE_URL to ${database}, then start the servers.`,
    );
    const used = await keptChecks(db);
    for (const name of KEY_NAMES)
      if (used.has(name) && !(await isKeptKey(db, config, name)))
        console.log(`Before that, restore ${name} from the backup of the keys: no server starts without it.`);
    return 0;
  } finally {
    await db.destroy();
  }
}
