import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { instant } from '#shared/domain/ids.ts';
import { type Officer, officer } from '#shared/domain/officer.ts';
import type { Secrets } from '../secrets.ts';

const storedSession = z.object({ token: z.string(), officer, expiresAt: instant });
export type StoredSession = z.infer<typeof storedSession>;
const lastOfficer = z.object({ id: z.string(), name: z.string() });

/** What one server's officers leave in the keychain: the session, the key of the cache, and who was here last. */
export type Vault = ReturnType<typeof createVault>;

export function createVault(secrets: Secrets, server: string) {
  const sessionOf = (officerId: string) => `session ${server} ${officerId}`;
  const keyOf = (officerId: string) => `cache-key ${server} ${officerId}`;
  const last = `last-officer ${server}`;

  async function lastSeen() {
    return lastOfficer.safeParse(parseJson(await secrets.get(last))).data ?? null;
  }

  return {
    lastName: async (): Promise<string | null> => (await lastSeen())?.name ?? null,
    /** The session of whoever was here last, whether or not it is still valid. */
    session: async (): Promise<StoredSession | null> => {
      const who = await lastSeen();
      if (who === null) return null;
      return storedSession.safeParse(parseJson(await secrets.get(sessionOf(who.id)))).data ?? null;
    },
    keepSession: async (session: StoredSession): Promise<void> => {
      await secrets.set(sessionOf(session.officer.id), JSON.stringify(session));
      await secrets.set(last, JSON.stringify({ id: session.officer.id, name: session.officer.name }));
    },
    forgetSession: (who: Officer): Promise<void> => secrets.remove(sessionOf(who.id)),
    /** 32 random bytes in hexadecimal, or null when none was made yet. */
    key: async (officerId: string): Promise<string | null> => {
      const base64 = await secrets.get(keyOf(officerId));
      return base64 === null ? null : Buffer.from(base64, 'base64').toString('hex');
    },
    makeKey: async (officerId: string): Promise<string> => {
      const key = randomBytes(32);
      await secrets.set(keyOf(officerId), key.toString('base64'));
      return key.toString('hex');
    },
    /** Keeps the key beside a cache that was set aside: what is in that file may still be wanted. */
    setKeyAside: async (officerId: string, time: string): Promise<void> => {
      const key = await secrets.get(keyOf(officerId));
      if (key !== null) await secrets.set(`${keyOf(officerId)} unreadable-${time}`, key);
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
