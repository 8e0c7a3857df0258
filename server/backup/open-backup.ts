import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { type Db, openDatabase } from '../db/open.ts';
import { StartError } from '../start-error.ts';
import { type Manifest, PARTS, readManifest } from './manifest.ts';
import { decryptTo, digestOf, type Identity, libpqEnvironment } from './programs.ts';

export type Backup = { folder: string; identity: Identity; manifest: Manifest };

/**
 * A private key: a file or, for `-`, what comes on stdin. That one stays in memory, because a deleted file can be read
 * from the disk.
 */
export const identityOf = async (given: string): Promise<Identity> =>
  given === '-' ? { key: await text(process.stdin) } : { file: given };

/** @throws StartError if a part is missing or damaged. */
export async function openBackup(folder: string, identity: Identity): Promise<Backup> {
  const manifest = await readManifest(folder);
  for (const part of ['database', 'files'] as const) {
    const found = await digestOf(join(folder, PARTS[part])).catch(() => null);
    if (found?.sha256 !== manifest[part].sha256)
      throw new StartError(`${join(folder, PARTS[part])} is ${found === null ? 'missing' : 'damaged'}.`, 1);
  }
  return { folder, identity, manifest };
}

export const databaseUrlOf = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Creates a database and restores the backup into it. @param ownerUrl an account that may create databases. */
export async function restoreDatabase({ folder, identity }: Backup, ownerUrl: string, name: string): Promise<void> {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new StartError(`${name} is not a valid name for a database.`, 2);
  const owner = await connectToAny(ownerUrl);
  try {
    const { rows } = await sql`select from pg_database where datname = ${name}`.execute(owner);
    if (rows.length > 0) throw new StartError(`There is already a database named ${name}. Choose another name.`, 1);
    await sql.raw(`create database ${name} template template0 encoding 'UTF8'`).execute(owner);
    await sql.raw(`revoke all on database ${name} from public`).execute(owner);
  } finally {
    await owner.destroy();
  }
  try {
    await decryptTo(join(folder, PARTS.database), identity, {
      program: 'pg_restore',
      args: ['--exit-on-error', '--no-owner', '--no-privileges', `--dbname=${name}`],
      env: libpqEnvironment(databaseUrlOf(ownerUrl, name)),
    });
  } catch (error) {
    // Clean up, so that the same command can be run again.
    await dropDatabase(ownerUrl, name);
    throw error;
  }
}

/**
 * Connects to the configured database. On a new machine without it, connects to `postgres`, which every cluster has.
 */
async function connectToAny(ownerUrl: string): Promise<Db> {
  const own = openDatabase(ownerUrl, () => {}, 1);
  try {
    await sql`select`.execute(own);
    return own;
  } catch (error) {
    await own.destroy();
    if ((Object(error) as { code?: unknown }).code !== NO_SUCH_DATABASE) throw error;
    return openDatabase(databaseUrlOf(ownerUrl, 'postgres'), () => {}, 1);
  }
}

const NO_SUCH_DATABASE = '3D000';

export async function restoreFiles({ folder, identity }: Backup, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  await decryptTo(join(folder, PARTS.files), identity, { program: 'tar', args: ['--extract', '-C', to] });
}

/** Drops a database that a check or a failed restore created. */
export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  const owner = await connectToAny(ownerUrl);
  try {
    await sql.raw(`drop database if exists ${name} with (force)`).execute(owner);
  } finally {
    await owner.destroy();
  }
}
