import { z } from 'zod';
import { instant } from '#shared/domain/ids.ts';
import { officer } from '#shared/domain/officer.ts';
import type { Secrets } from '../secrets.ts';

const storedSession = z.object({ token: z.string(), refreshToken: z.string(), officer, expiresAt: instant });
export type StoredSession = z.infer<typeof storedSession>;
const lastOfficer = z.object({ id: z.string(), name: z.string() });

/** What one server's officers leave in the keychain: the session, their half of the cache's key, and who was here last. */
export type Vault = ReturnType<typeof createVault>;

export function createVault(secrets: Secrets, server: string) {
  const sessionOf = (officerId: string) => `session ${server} ${officerId}`;
  const halfOf = (officerId: string) => `key-half ${server} ${officerId}`;
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
    forgetSession: (officerId: string): Promise<void> => secrets.remove(sessionOf(officerId)),
    /** 256 random bits, or null when none were made yet. */
    half: async (officerId: string): Promise<Buffer | null> => {
      const base64 = await secrets.get(halfOf(officerId));
      const half = base64 === null ? null : Buffer.from(base64, 'base64');
      return half?.length === 32 ? half : null;
    },
    keepHalf: (officerId: string, half: Buffer): Promise<void> =>
      secrets.set(halfOf(officerId), half.toString('base64')),
    /** Version 0.1 kept the whole key here: it is taken once and must not stay. */
    takeFormerKey: async (officerId: string): Promise<Buffer | null> => {
      const account = `cache-key ${server} ${officerId}`;
      const base64 = await secrets.get(account);
      if (base64 === null) return null;
      await secrets.remove(account);
      const key = Buffer.from(base64, 'base64');
      return key.length === 32 ? key : null;
    },
    forgetHalf: (officerId: string): Promise<void> => secrets.remove(halfOf(officerId)),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
