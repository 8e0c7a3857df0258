import { randomBytes } from 'node:crypto';
import { later, wasSetBack } from '#electron/common/clock.ts';
import { memoryKeychain } from '../keychain.ts';
import { createMutex } from './mutex.ts';
import { createVault, type Vault } from './vault.ts';
import { parseWrap, unwrap, type WrapFile, type WrapState, withState, wrap } from './wrap.ts';

/** AC-7: at most five wrong passwords within fifteen minutes. */
export const MOST_TRIES = 5;
const WINDOW_MS = 15 * 60_000;

export type SafeDeps = {
  halves: Pick<Vault, 'half' | 'keepHalf' | 'forgetHalf' | 'tries' | 'keepTries'>;
  /** Storage for the wrapped keys, by officer. Data must be on disk when a write returns. */
  texts: {
    read: (officerId: string) => string | null;
    write: (officerId: string, text: string) => void;
    /** Replaces the text only if it is still `before`. Does not block; a power failure may restore the previous text. */
    replace: (officerId: string, before: string, text: string) => Promise<boolean>;
    remove: (officerId: string) => void;
  };
  server: string;
  now: () => Date;
};

export type Tried =
  | { kind: 'key'; key: Buffer }
  | { kind: 'wrong'; left: number }
  /** The last allowed try failed, so the key was destroyed and the cache can no longer be opened. */
  | { kind: 'destroyed' }
  /** The file is missing or was tampered with; the officer must sign in. */
  | { kind: 'unreadable' };

/** A wrapped key. `commit` stores it in the keychain and on disk. */
export type Prepared = { key: Buffer; commit: () => Promise<void> };

export type KeySafe = ReturnType<typeof createKeySafe>;

/** The wrapped keys of a server's officers on this workstation, with a limit on attempts to unwrap them. */
export function createKeySafe({ halves, texts, server, now }: SafeDeps) {
  /** The state last read or written, cached because the clock is checked against it every few seconds. */
  const states = new Map<string, WrapState>();
  /**
   * Officers whose password was right, but whose count of failures could not be cleared on disk yet. Their earlier
   * failures no longer count.
   */
  const cleared = new Set<string>();
  const ownerOf = (officerId: string) => ({ server, officerId });
  /** Each attempt is counted before the next one begins. */
  const oneByOne = createMutex();

  type Secrets = { half: Buffer; tries: number };
  type Loaded = { file: WrapFile; half: Buffer; uncounted: 0 | 1 };
  /** Returns the keychain entries for an officer's wrapped key. */
  async function secretsOf(officerId: string): Promise<Secrets | null> {
    const half = await halves.half(officerId);
    return half === null ? null : { half, tries: await halves.tries(officerId) };
  }

  /**
   * Synchronous, so that nothing can interleave between reading and writing. If the file has fewer tries than the
   * keychain, the file is an older copy. If the file has one more, its last attempt does not count: it was not made,
   * because it could not be counted in the keychain too; or the password was right, and that could not be written.
   */
  function read(officerId: string, secrets: Secrets | null): Loaded | null {
    const text = secrets === null ? null : texts.read(officerId);
    const file = secrets === null || text === null ? null : parseWrap(text, secrets.half, ownerOf(officerId));
    if (secrets === null || file === null) return null;
    const ahead = file.state.tries - secrets.tries;
    if (ahead !== 0 && ahead !== 1) return null;
    states.set(officerId, file.state);
    return { file, half: secrets.half, uncounted: ahead };
  }

  function save(officerId: string, file: WrapFile): void {
    texts.write(officerId, JSON.stringify(file));
    states.set(officerId, file.state);
    cleared.delete(officerId);
  }

  function change(officerId: string, { file, half }: Pick<Loaded, 'file' | 'half'>, change: Partial<WrapState>) {
    const next = withState(file, { ...file.state, ...change }, half, ownerOf(officerId));
    save(officerId, next);
    return next;
  }

  async function destroy(officerId: string): Promise<void> {
    // The wrapped key on disk and the half in the keychain are useless without each other, so if one cannot be removed,
    // still remove the other.
    states.delete(officerId);
    try {
      texts.remove(officerId);
    } finally {
      await halves.forgetHalf(officerId);
    }
  }

  /**
   * Destroys the key. Errors are ignored: the caller destroys the cache next, which tries again and reports failures.
   */
  const destroyed = (officerId: string): Promise<Tried> =>
    destroy(officerId).then(
      () => ({ kind: 'destroyed' }),
      () => ({ kind: 'destroyed' }),
    );

  async function tryOnce(officerId: string, password: string): Promise<Tried> {
    const loaded = read(officerId, await secretsOf(officerId));
    if (loaded === null) return { kind: 'unreadable' };
    const { failures, firstFailureAt, newestAt, tries } = loaded.file.state;
    const at = later(newestAt, now().toISOString());
    const before = cleared.has(officerId) ? 0 : failures - loaded.uncounted;
    const inWindow = before > 0 && firstFailureAt !== null && Date.parse(at) - Date.parse(firstFailureAt) <= WINDOW_MS;
    const count = inWindow ? before + 1 : 1;
    if (count > MOST_TRIES) return destroyed(officerId);
    const firstFailure = inWindow ? firstFailureAt : at;
    const counted = {
      failures: count,
      firstFailureAt: firstFailure,
      newestAt: at,
      tries: tries - loaded.uncounted + 1,
    };
    const file = change(officerId, loaded, counted);
    await halves.keepTries(officerId, counted.tries);
    const key = await unwrap(file, password, loaded.half, ownerOf(officerId));
    if (key !== null) {
      cleared.add(officerId);
      // A revocation may have destroyed the key while this was running; then the password can no longer unlock
      // anything.
      const after = read(officerId, await secretsOf(officerId));
      if (after === null) return { kind: 'unreadable' };
      try {
        change(officerId, after, { failures: 0, firstFailureAt: null });
      } catch {
        // The disk can't be written. `note` tries again; after a restart, at least this attempt does not count.
        await halves.keepTries(officerId, counted.tries - 1).catch(() => undefined);
      }
      return { kind: 'key', key };
    }
    return count < MOST_TRIES ? { kind: 'wrong', left: MOST_TRIES - count } : destroyed(officerId);
  }

  return {
    /**
     * Returns the state, which is readable without the password; null when there is nothing to unlock, or the file was
     * tampered with.
     */
    look: async (officerId: string): Promise<WrapState | null> =>
      read(officerId, await secretsOf(officerId))?.file.state ?? null,
    lastSeen: (officerId: string): WrapState | null => states.get(officerId) ?? null,

    /**
     * Tries a password. Each attempt is counted on disk and in the keychain before it is made. Neither killing the
     * process nor restoring an older copy of the file undoes the count. If the attempt cannot be counted, the password
     * is not tried, and nothing is counted. A right password never counts, even if that cannot be written.
     * @throws AppError disk_full, keychain_unavailable
     */
    unlock: (officerId: string, password: string): Promise<Tried> => oneByOne(() => tryOnce(officerId, password)),

    /**
     * Unwraps the key with a password that the server has just accepted. This does not count as an attempt, and it works
     * even if the counters were tampered with.
     */
    openAfterSignIn: async (officerId: string, password: string): Promise<Buffer | 'wrong' | 'unreadable'> => {
      const half = await halves.half(officerId);
      const text = texts.read(officerId);
      const file = half === null || text === null ? null : parseWrap(text, half, ownerOf(officerId), 'any state');
      if (file === null || half === null) return 'unreadable';
      return (await unwrap(file, password, half, ownerOf(officerId))) ?? 'wrong';
    },

    /**
     * Wraps a key (a new one by default) under a password. Nothing is written to disk before `commit`.
     * @param signedInAt the time of the last sign-in; by default, now.
     */
    prepare: async (officerId: string, password: string, given?: Buffer, signedInAt?: string): Promise<Prepared> => {
      const key = given ?? randomBytes(32);
      const known = await halves.half(officerId);
      const half = known ?? randomBytes(32);
      const tries = (await halves.tries(officerId)) + 1;
      const at = now().toISOString();
      const state = { failures: 0, firstFailureAt: null, tries, signedInAt: signedInAt ?? at, newestAt: at };
      const file = await wrap(key, password, half, ownerOf(officerId), state);
      const commit = async (): Promise<void> => {
        if (known === null) await halves.keepHalf(officerId, half);
        save(officerId, file);
        await halves.keepTries(officerId, tries);
      };
      return { key, commit };
    },

    /** Records a sign-in that the server accepted, without the password or PIN. */
    renew: async (officerId: string, signedInAt: string): Promise<void> => {
      const loaded = read(officerId, await secretsOf(officerId));
      if (loaded === null) return;
      change(officerId, loaded, { failures: 0, firstFailureAt: null, signedInAt, newestAt: now().toISOString() });
    },

    /**
     * Records the current time, unless an unlock attempt, sign-in or revocation changes the file first. If the clock
     * was set back a little (at most the tolerance, or by `setBackMs`), that amount counts as time since the sign-in.
     * Otherwise, many small steps back would extend the time allowed without the server. Returns whether the time was
     * recorded.
     */
    note: async (officerId: string, setBackMs = 0): Promise<boolean> => {
      const secrets = await secretsOf(officerId);
      const before = texts.read(officerId);
      const loaded = read(officerId, secrets);
      if (loaded === null || before === null) return false;
      const at = now();
      const { newestAt, signedInAt } = loaded.file.state;
      const isFarBack = wasSetBack(newestAt, at);
      const isClear = cleared.has(officerId);
      const lost = isFarBack ? 0 : Math.max(setBackMs, Date.parse(newestAt) - at.getTime(), 0);
      const state = {
        ...loaded.file.state,
        ...(isClear ? { failures: 0, firstFailureAt: null } : {}),
        newestAt: isFarBack ? newestAt : at.toISOString(),
        signedInAt: new Date(Date.parse(signedInAt) - lost).toISOString(),
      };
      const next = withState(loaded.file, state, loaded.half, ownerOf(officerId));
      const noted = await texts.replace(officerId, before, JSON.stringify(next));
      if (noted) states.set(officerId, state);
      if (noted && isClear) cleared.delete(officerId);
      return noted;
    },
    destroy,
  };
}

/** An in-memory key safe, for a workstation without a keychain, so that locking works there too. */
export function memorySafe(server: string, now: () => Date): KeySafe {
  const kept = new Map<string, string>();
  const texts: SafeDeps['texts'] = {
    read: (officerId) => kept.get(officerId) ?? null,
    write: (officerId, text) => void kept.set(officerId, text),
    replace: async (officerId, before, text) =>
      kept.get(officerId) === before && kept.set(officerId, text).has(officerId),
    remove: (officerId) => void kept.delete(officerId),
  };
  return createKeySafe({ halves: createVault(memoryKeychain(), server), texts, server, now });
}
