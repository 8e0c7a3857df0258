import type { OfficerFiles } from '#electron/common/officer-files.ts';
import type { KeySafe, Prepared } from './key-safe.ts';
import type { Vault } from './vault.ts';

export type KeyFound =
  | { kind: 'key'; key: Buffer }
  /** The officer's cache exists but cannot be opened; `fresh` is the key for its replacement. */
  | { kind: 'lost'; why: 'damaged' | 'password_changed'; fresh: Prepared };

/**
 * Finds the key of an officer's cache after the server has accepted a password, and rewraps the key under that
 * password. If the password has changed, the key is known only while the cache is open (`held`): by design, the server
 * never has the key. If the key cannot be found, the existing cache is kept, because the keychain may make its key
 * available again.
 */
export async function keyAfterSignIn(
  { safe, vault, files }: { safe: KeySafe; vault: Vault | null; files: OfficerFiles },
  officerId: string,
  password: string,
  held: Buffer | null,
): Promise<KeyFound> {
  // A cache in memory has no file; its key is used only to check the password when unlocking.
  const hasCache = vault !== null && files.exists(officerId);
  const found = held ?? (hasCache ? await safe.openAfterSignIn(officerId, password) : 'unreadable');
  const former = hasCache && found === 'unreadable' ? await vault.takeFormerKey(officerId) : null;
  const key = typeof found === 'string' ? former : found;
  const prepared = await safe.prepare(officerId, password, key ?? undefined);
  if (key === null && hasCache) {
    return { kind: 'lost', why: found === 'wrong' ? 'password_changed' : 'damaged', fresh: prepared };
  }
  await prepared.commit();
  return { kind: 'key', key: prepared.key };
}
