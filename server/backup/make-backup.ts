import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAlone, chainHead } from '../db/audit.ts';
import { noteBackup } from '../db/backups.ts';
import { withoutJobs } from '../db/jobs.ts';
import type { Deps } from '../deps.ts';
import { StartError } from '../start-error.ts';
import { MANIFEST, type Manifest, PARTS } from './manifest.ts';
import { encryptTo, libpqEnvironment } from './programs.ts';

type By = { actor: string; source: string };
type Place = { databaseUrl: string; dataDir: string };

/** The keys are backed up separately: someone who finds a backup must not also find the keys to its attachments. */
export const KEY_FILES = ['server-key', 'recovery-key', 'anchor-key'];

/**
 * Writes the database and the data folder, each encrypted to an age public key, into a new folder named after the time.
 * The server may be running, because the database dump is a snapshot. Every file that the dump lists was written before
 * the dump, and is kept until the data folder has been read.
 * @returns the folder.
 */
export async function makeBackup(deps: Deps, place: Place, to: string, recipient: string, by: By): Promise<string> {
  const at = deps.now();
  const name = at.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  const draft = join(to, `${name}.part`);
  await mkdir(draft, { recursive: false, mode: 0o700 });
  try {
    const auditHead = await chainHead(deps.db);
    const [database, files] = await withoutJobs(deps.db, REMOVERS, async () => [
      await encryptTo(
        join(draft, PARTS.database),
        {
          program: 'pg_dump',
          args: ['--format=custom', '--no-owner', '--no-privileges'],
          env: libpqEnvironment(place.databaseUrl),
        },
        recipient,
      ),
      await encryptTo(
        join(draft, PARTS.files),
        {
          program: 'tar',
          // A file that appears or disappears while the folder is being read is never one that the dump lists, so tar
          // needn't warn about it.
          args: [
            '--create',
            '--warning=no-file-changed',
            '--warning=no-file-removed',
            '-C',
            place.dataDir,
            ...excluded(),
            '.',
          ],
        },
        recipient,
      ),
    ]);
    const manifest: Manifest = { format: 1, madeAt: at.toISOString(), database, files, auditHead };
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    await syncFolder(draft);
    await rename(draft, join(to, name));
    await syncFolder(to);
    await note(deps, 'data', recipient, by);
    await noteBackup(deps.db, 'made_at', at);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return join(to, name);
}

/** The jobs that remove files. */
export const REMOVERS = ['files', 'stray-files'];

const excluded = () => [...KEY_FILES.map((name) => `--exclude=./${name}`), '--exclude=./postgres'];

/**
 * Encrypts the keys that are stored in files, and writes them into one new file.
 * @returns their names.
 * @throws StartError if there are none.
 */
export async function backUpKeys(
  deps: Deps,
  dataDir: string,
  file: string,
  recipient: string,
  by: By,
): Promise<string[]> {
  const there = KEY_FILES.filter((name) => existsSync(join(dataDir, name)));
  if (there.length === 0)
    throw new StartError(`${dataDir} has no key files: if there are keys, they are in the settings.`, 1);
  await encryptTo(file, { program: 'tar', args: ['--create', '-C', dataDir, ...there] }, recipient);
  await note(deps, 'keys', recipient, by);
  return there;
}

/** Anyone with the private key can read the backup, so the log records which public key it was encrypted to. */
function note({ db, now }: Deps, part: 'data' | 'keys', recipient: string, by: By): Promise<void> {
  const row = { ...by, at: now(), action: 'backup.make', target: null, outcome: 'success' } as const;
  return appendAlone(db, { ...row, detail: { part, recipient } });
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
