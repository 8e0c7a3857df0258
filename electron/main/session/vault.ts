import { z } from 'zod';
import { instant } from '#shared/domain/ids.ts';
import { officer } from '#shared/domain/officer.ts';
import type { Keychain } from '../keychain.ts';

const storedSession = z.object({
  token: z.string(),
  refreshToken: z.string(),
  officer,
  expiresAt: instant,
  /** How the officer signed in. */
  by: z.enum(['password', 'directory']).default('password'),
});
export type StoredSession = z.infer<typeof storedSession>;
/** Anything but a number counts as more tries than any file can have, so the file is not accepted. */
const tryCount = z.union([z.null().transform(() => 0), z.coerce.number().int().min(0)]).catch(Number.MAX_SAFE_INTEGER);
const lastOfficer = z.object({ id: z.string(), name: z.string() });

/**
 * The secrets that the keychain stores for one server: each officer's session (after sign-out, only its token), the
 * keychain half of each officer's cache key, this workstation's device tokens, and who signed in last.
 */
export type Vault = ReturnType<typeof createVault>;

export function createVault(keychain: Keychain, server: string) {
  const sessionOf = (officerId: string) => `session ${server} ${officerId}`;
  const closedOf = (officerId: string) => `closed-session ${server} ${officerId}`;
  const halfOf = (officerId: string) => `key-half ${server} ${officerId}`;
  const triesOf = (officerId: string) => `key-tries ${server} ${officerId}`;
  const deviceOf = (key: string) => `device ${key}`;
  const last = `last-officer ${server}`;
  const recovery = `recovery-key ${server}`;

  async function sessionFor(officerId: string): Promise<StoredSession | null> {
    return storedSession.safeParse(parseJson(await keychain.get(sessionOf(officerId)))).data ?? null;
  }

  /**
   * Keeps only the session's token, which no longer grants access but lets the workstation ask whether the session was
   * revoked.
   */
  async function closeSession({ officer, token }: StoredSession): Promise<void> {
    await keychain.set(closedOf(officer.id), token);
    await keychain.remove(sessionOf(officer.id));
  }

  async function lastSeen() {
    return lastOfficer.safeParse(parseJson(await keychain.get(last))).data ?? null;
  }

  return {
    lastName: async (): Promise<string | null> => (await lastSeen())?.name ?? null,
    /** Returns the session of the officer who signed in here last, whether or not it is still valid. */
    session: async (): Promise<StoredSession | null> => {
      const who = await lastSeen();
      return who === null ? null : sessionFor(who.id);
    },
    /** Returns a token of an officer's last session here, used only to check whether that session was revoked. */
    lastToken: async (officerId: string): Promise<string | null> =>
      (await sessionFor(officerId))?.token ?? keychain.get(closedOf(officerId)),
    keepSession: async (session: StoredSession): Promise<void> => {
      await keychain.set(sessionOf(session.officer.id), JSON.stringify(session));
      await keychain.remove(closedOf(session.officer.id));
      await keychain.set(last, JSON.stringify({ id: session.officer.id, name: session.officer.name }));
    },
    closeSession,
    /** Like `closeSession`, for the stored session of an officer, if any. */
    closeSessionOf: async (officerId: string): Promise<void> => {
      const session = await sessionFor(officerId);
      if (session !== null) await closeSession(session);
    },
    forgetSession: async (officerId: string): Promise<void> => {
      await keychain.remove(sessionOf(officerId));
      await keychain.remove(closedOf(officerId));
    },
    /** Returns the keychain's half of the key (256 random bits), or null when none has been generated yet. */
    half: async (officerId: string): Promise<Buffer | null> => {
      const base64 = await keychain.get(halfOf(officerId));
      const half = base64 === null ? null : Buffer.from(base64, 'base64');
      return half?.length === 32 ? half : null;
    },
    /** Returns how many passwords have ever been tried on the officer's wrapped key. */
    tries: async (officerId: string): Promise<number> => tryCount.parse(await keychain.get(triesOf(officerId))),
    keepTries: (officerId: string, tries: number): Promise<void> => keychain.set(triesOf(officerId), String(tries)),
    keepHalf: (officerId: string, half: Buffer): Promise<void> =>
      keychain.set(halfOf(officerId), half.toString('base64')),
    /** Returns the whole key, which version 0.1 stored in the keychain, and deletes it from there. */
    takeFormerKey: async (officerId: string): Promise<Buffer | null> => {
      const account = `cache-key ${server} ${officerId}`;
      const base64 = await keychain.get(account);
      if (base64 === null) return null;
      await keychain.remove(account);
      const key = Buffer.from(base64, 'base64');
      return key.length === 32 ? key : null;
    },
    /**
     * Returns the agency's public key for sealed journals. It must be kept safe: anyone who replaced it with their own
     * key could read everything sealed afterward.
     */
    recoveryKey: (): Promise<string | null> => keychain.get(recovery),
    keepRecoveryKey: (key: string): Promise<void> => keychain.set(recovery, key),
    deviceToken: (key: string): Promise<string | null> => keychain.get(deviceOf(key)),
    keepDeviceToken: (key: string, token: string): Promise<void> => keychain.set(deviceOf(key), token),
    forgetHalf: async (officerId: string): Promise<void> => {
      await keychain.remove(halfOf(officerId));
      await keychain.remove(triesOf(officerId));
    },
  };
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
