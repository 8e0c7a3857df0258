import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '#electron/common/log.ts';
import { errorShape } from '#shared/errors.ts';
import { deviceToken } from '#shared/session-api.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { Vault } from './vault.ts';

const file = z.record(z.string(), deviceToken);
/** Of a workstation without a keychain; those that came first go first. */
const MOST_IN_FILE = 50;

type Deps = {
  /** Null where the workstation has no keychain, and until it is known to have one. */
  vault: () => Vault | null;
  /** Where tokens lie without a keychain: a token opens nothing, and only keeps strangers from shutting this workstation out. */
  path: string;
  server: string;
  log: Log;
};

/** What this workstation is known by to the server, for each account that signed in here. Nothing here keeps a sign-in from going on. */
export function createDeviceTokens({ vault, path, server, log }: Deps) {
  /** By which a token is found: it tells neither the server nor the name. */
  const keyOf = (name: string) =>
    createHash('sha256').update(`${server}\n${name.trim().toLowerCase()}`).digest('hex').slice(0, 32);
  const inFile = () => file.catch({}).parse(readJson(path));

  return {
    /** Null where there is none that can be read. */
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
