import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import { deviceToken } from '#shared/session-api.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { Vault } from './vault.ts';

const file = z.record(z.string(), deviceToken);
/** Maximum number of tokens stored in the file on workstations without a keychain; the oldest are dropped first. */
const MOST_IN_FILE = 50;

type Deps = {
  /** Returns null without a keychain, or until it has been opened. */
  vault: () => Vault | null;
  /**
   * The file that stores tokens when there is no keychain. A token grants no access; it only keeps failed sign-ins
   * elsewhere from locking out this workstation.
   */
  path: string;
  server: string;
  log: Log;
};

/**
 * The device tokens that identify this workstation to the server, one for each account that signed in here. Errors here
 * never block a sign-in.
 */
export function createDeviceTokens({ vault, path, server, log }: Deps) {
  /** Returns the key under which a token is stored. The key reveals neither the server nor the name. */
  const keyOf = (name: string) =>
    createHash('sha256').update(`${server}\n${name.trim().toLowerCase()}`).digest('hex').slice(0, 32);
  const inFile = () => file.catch({}).parse(readJson(path));

  return {
    /** Null when there is no readable token. */
    of: async (name: string): Promise<string | null> => {
      try {
        const kept = vault();
        const found = kept === null ? inFile()[keyOf(name)] : await kept.deviceToken(keyOf(name));
        return deviceToken.safeParse(found).data ?? null;
      } catch (error) {
        log('session.device_token_not_read', { code: errorShape(error).code });
        return null;
      }
    },
    keep: async (name: string, token: string): Promise<void> => {
      try {
        const kept = vault();
        if (kept !== null) return await kept.keepDeviceToken(keyOf(name), token);
        const { [keyOf(name)]: _, ...others } = inFile();
        const entries = [...Object.entries(others), [keyOf(name), token]].slice(-MOST_IN_FILE);
        writeJson(path, Object.fromEntries(entries));
      } catch (error) {
        log('session.device_token_not_kept', { code: errorShape(error).code });
      }
    },
  };
}
