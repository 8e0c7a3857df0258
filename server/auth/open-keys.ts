import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config } from '../config.ts';
import { type KeyName, keepCheck, keptChecks } from '../db/key-checks.ts';
import type { Db } from '../db/open.ts';
import { openRecoveryKeys, type RecoveryKeys } from '../recovery/key-pair.ts';
import { StartError } from '../start-error.ts';
import { openServerKey, type ServerKey } from './server-key.ts';

type Place = Pick<Config, 'dataDir' | 'serverKey' | 'recoveryKey'>;

/**
 * Opens the server's key, or creates one for a new database. Checks an existing key, because with the wrong one, nobody
 * could sign in or open a file, and new data would be unreadable with the right key.
 * @throws StartError if the key is missing or isn't the one that the database was used with.
 */
export async function openCheckedServerKey(db: Db, place: Place): Promise<ServerKey> {
  return checked(db, place, 'server-key', place.serverKey, () => serverKeyOf(place));
}

/** Like `openCheckedServerKey`, for the key pair that opens sealed journals. @throws StartError */
export async function openCheckedRecoveryKeys(db: Db, place: Place): Promise<RecoveryKeys> {
  return checked(db, place, 'recovery-key', place.recoveryKey, () => recoveryKeysOf(place));
}

/** Whether the servers would find the key that the database was used with. Creates no key. */
export async function isKeptKey(db: Db, place: Place, name: KeyName): Promise<boolean> {
  const kept = (await keptChecks(db)).get(name);
  const given = name === 'server-key' ? place.serverKey : place.recoveryKey;
  if (kept === undefined || (given === null && !existsSync(join(place.dataDir, name)))) return false;
  try {
    return (name === 'server-key' ? serverKeyOf(place) : recoveryKeysOf(place)).value === kept;
  } catch (error) {
    // A damaged file doesn't count as the key.
    if (error instanceof StartError) return false;
    throw error;
  }
}

function serverKeyOf({ dataDir, serverKey }: Place): { key: ServerKey; value: string } {
  const key = openServerKey(dataDir, serverKey);
  return { key, value: key.subkey('check').toString('hex') };
}

function recoveryKeysOf({ dataDir, recoveryKey }: Place): { key: RecoveryKeys; value: string } {
  const key = openRecoveryKeys(dataDir, recoveryKey);
  return { key, value: key.public.keyId };
}

async function checked<Key>(
  db: Db,
  { dataDir }: Place,
  name: KeyName,
  given: string | null,
  open: () => { key: Key; value: string },
): Promise<Key> {
  const path = join(dataDir, name);
  const remedy = `Restore the correct key from the backup or, if it is lost, run: replace-key --key ${name}`;
  if (given === null && (await keptChecks(db)).has(name) && !existsSync(path)) {
    throw new StartError(`${path} is missing, and the database was used with it. ${remedy}`, 1);
  }
  const { key, value } = open();
  if ((await keepCheck(db, name, value, new Date())) === value) return key;
  const where = given === null ? path : `P2C_${name.toUpperCase().replace('-', '_')}`;
  throw new StartError(`${where} is not the key that the database was used with. ${remedy}`, 1);
}
