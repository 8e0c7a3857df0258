import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerKey } from '../auth/server-key.ts';
import { verifyAudit } from '../db/audit.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { openVault, type Vault, vaultFolder } from '../files/vault.ts';
import { StartError } from '../start-error.ts';
import { type Backup, databaseUrlOf, dropDatabase, restoreDatabase, restoreFiles } from './open-backup.ts';

export type Checked = {
  reports: number;
  auditRows: number;
  files: number;
  /** Seconds it took to restore a database and a data folder that a server could start with. */
  restoreSeconds: number;
  faults: string[];
};

const SLICE = 500;

/**
 * Restores a backup into a temporary database and a temporary folder, reads all of it, and removes both.
 * @param work where to create the temporary folder. The system's own temporary folder is unsuitable, because it is
 * often in memory.
 * @throws StartError before anything is restored, if there is no room.
 */
export async function checkBackup(backup: Backup, ownerUrl: string, key: ServerKey, work: string): Promise<Checked> {
  const name = `p2c_check_${randomBytes(4).toString('hex')}`;
  const folder = await roomFor(backup.manifest.files.bytes, work);
  let db: Db | null = null;
  try {
    const began = performance.now();
    await restoreDatabase(backup, ownerUrl, name);
    await restoreFiles(backup, folder);
    const restoreSeconds = (performance.now() - began) / 1_000;
    db = openDatabase(databaseUrlOf(ownerUrl, name), () => {}, 2);
    const faults: string[] = [];
    const audit = await verifyAudit(db, { known: backup.manifest.auditHead });
    if (!audit.ok) faults.push(`The audit log is broken at row ${audit.badSeq}.`);
    const vault = openVault(vaultFolder(folder), key.subkeys('files'));
    const files = await checkFiles(db, vault, faults);
    const { n } = await db
      .selectFrom('report')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return { reports: n, auditRows: audit.rows, files, restoreSeconds, faults };
  } finally {
    await db?.destroy();
    await dropDatabase(ownerUrl, name);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Creates a folder in `work`, if there is room for this many bytes. @throws StartError */
async function roomFor(bytes: number, work: string): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(work);
    if (bavail * bsize >= bytes) return await mkdtemp(join(work, 'check-'));
  } catch (error) {
    const { code } = Object(error) as NodeJS.ErrnoException;
    throw new StartError(`Can't write to ${work} (${code}). Name another folder with --work.`, 1);
  }
  const gigabytes = (bytes / 1e9).toFixed(1);
  throw new StartError(`${work} does not have room for ${gigabytes} GB of files. Name another folder with --work.`, 1);
}

/** Reads every attachment that the database lists, and compares it with the hash of the received file. */
export async function checkFiles(db: Db, vault: Vault, faults: string[]): Promise<number> {
  let checked = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await db
      .selectFrom('attachment')
      .select(['id', 'file_id', 'sha256'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(SLICE)
      .execute();
    for (const { id, file_id, sha256 } of rows) {
      const problem = await faultOf(vault, file_id, sha256);
      if (problem !== null) faults.push(`The attachment ${id} is ${problem}.`);
      checked += 1;
    }
    const last = rows.at(-1);
    if (last === undefined) return checked;
    after = last.id;
  }
}

async function faultOf(vault: Vault, fileId: string, sha256: string): Promise<string | null> {
  try {
    const plain = await vault.open(fileId, 'original');
    if (plain === null) return 'missing';
    const hash = createHash('sha256');
    for await (const chunk of plain as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest('hex') === sha256 ? null : 'different from what was received';
  } catch {
    return 'unreadable: damaged, or encrypted with another server key';
  }
}
