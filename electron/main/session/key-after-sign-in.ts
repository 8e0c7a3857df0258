import type { OfficerFiles } from '#electron/common/officer-files.ts';
import type { KeySafe, Prepared } from './key-safe.ts';
import type { Vault } from './vault.ts';

export type KeyFound =
  | { kind: 'key'; key: Buffer }
  /** There is a cache that nothing here opens; `fresh` is for the one that takes its place. */
  | { kind: 'lost'; why: 'damaged' | 'password_changed'; fresh: Prepared };

/**
 * The key of an officer's cache once the server has accepted a password; it is wrapped anew under that password. Where the
 * password is another than before, the key is only known while its cache is open (`held`): the server never had it, and
 * that is the point of it.
 *
 * A cache without its key is not met with another one: the old may come back with the keychain.
 */
export async function keyAfterSignIn(
  { safe, vault, files }: { safe: KeySafe; vault: Vault | null; files: OfficerFiles },
  officerId: string,
  password: string,
  held: Buffer | null,
): Promise<KeyFound> {
  // A cache in memory has no file; its key only serves to check the password at the lock.
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
