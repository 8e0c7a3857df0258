import type { Log } from '#electron/common/log.ts';
import type { OfficerFiles } from '#electron/common/officer-files.ts';
import { errorShape } from '#shared/errors.ts';
import type { KeySafe } from './key-safe.ts';
import type { OpenCache } from './open-cache.ts';
import type { Vault } from './vault.ts';

/**
 * Destroys everything that could open an officer's cache, starting with the key, and then the cache itself. Each step
 * runs even if others fail, because either half of the key is useless without the other. The sealed journal stays.
 */
export async function destroyCache(
  deps: { safe: KeySafe; vault: Vault | null; cache: OpenCache; files: OfficerFiles; log: Log },
  officerId: string,
): Promise<void> {
  const { safe, vault, cache, files, log } = deps;
  const attempt = async (what: string, step: () => unknown): Promise<boolean> => {
    try {
      await step();
      return true;
    } catch (error) {
      log('session.not_destroyed', { what, code: errorShape(error).code });
      return false;
    }
  };
  const isKeyGone = await attempt('key', () => safe.destroy(officerId));
  // If part of the key remains, keep the token: with it, the workstation can check later whether the session was revoked,
  // and then destroy the rest.
  await attempt('session', () => (isKeyGone ? vault?.forgetSession(officerId) : vault?.closeSessionOf(officerId)));
  if (cache.isOpenFor(officerId)) await attempt('open cache', cache.close);
  if (vault !== null) await attempt('files', () => files.destroy(officerId, isKeyGone));
}
