import { randomBytes } from 'node:crypto';
import { later } from '#electron/common/clock.ts';
import { memoryKeychain } from '../keychain.ts';
import { createVault, type Vault } from './vault.ts';
import { parseWrap, unwrap, type WrapFile, type WrapState, withState, wrap } from './wrap.ts';

/** AC-7: at most five wrong passwords within fifteen minutes. */
export const MOST_TRIES = 5;
const WINDOW_MS = 15 * 60_000;

export type SafeDeps = {
  halves: Pick<Vault, 'half' | 'keepHalf' | 'forgetHalf'>;
  /** Where the wrapped keys lie, by officer. Writing must have reached the disk when it returns. */
  texts: {
    read: (officerId: string) => string | null;
    write: (officerId: string, text: string) => void;
    /** Where `before` still lies there; without holding anybody up, and what a power cut takes back is the former one. */
    replace: (officerId: string, before: string, text: string) => Promise<boolean>;
    remove: (officerId: string) => void;
  };
  server: string;
  now: () => Date;
};

export type Tried =
  | { kind: 'key'; key: Buffer }
  | { kind: 'wrong'; left: number }
  /** That was one too many: nothing opens the cache any more. */
  | { kind: 'destroyed' }
  /** The file is gone or was changed: only a sign-in helps. */
  | { kind: 'unreadable' };

/** A key with its wrapping, which reaches keychain and disk with `commit`. */
export type Prepared = { key: Buffer; commit: () => Promise<void> };

export type KeySafe = ReturnType<typeof createKeySafe>;

/** The wrapped keys of a server's officers on this workstation, and who may try to open them how often. */
export function createKeySafe({ halves, texts, server, now }: SafeDeps) {
  /** What was last read or written: the clock is judged by it every few seconds. */
  const states = new Map<string, WrapState>();
  const ownerOf = (officerId: string) => ({ server, officerId });

  /** Without waiting for anything, so that between reading and writing nobody else can come. */
  function read(officerId: string, half: Buffer | null): { file: WrapFile; half: Buffer } | null {
    const text = half === null ? null : texts.read(officerId);
    const file = half === null || text === null ? null : parseWrap(text, half, ownerOf(officerId));
    if (half === null || file === null) return null;
    states.set(officerId, file.state);
    return { file, half };
  }

  function save(officerId: string, file: WrapFile): void {
    texts.write(officerId, JSON.stringify(file));
    states.set(officerId, file.state);
  }

  function change(officerId: string, { file, half }: { file: WrapFile; half: Buffer }, change: Partial<WrapState>) {
    const next = withState(file, { ...file.state, ...change }, half, ownerOf(officerId));
    save(officerId, next);
    return next;
  }

  async function destroy(officerId: string): Promise<void> {
    // Either of the two alone opens nothing, so neither a disk nor a keychain that refuses keeps anybody from the other.
    states.delete(officerId);
    try {
      texts.remove(officerId);
    } finally {
      await halves.forgetHalf(officerId);
    }
  }

  /** What could not be destroyed is tried once more, and said, by whoever destroys the cache after this answer. */
  const destroyed = (officerId: string): Promise<Tried> =>
    destroy(officerId).then(
      () => ({ kind: 'destroyed' }),
      () => ({ kind: 'destroyed' }),
    );

  return {
    /** What is known without the password; null where there is nothing to unlock, or somebody changed it. */
    look: async (officerId: string): Promise<WrapState | null> =>
      read(officerId, await halves.half(officerId))?.file.state ?? null,
    lastSeen: (officerId: string): WrapState | null => states.get(officerId) ?? null,

    /**
     * Tries a password. The try is counted on the disk before it is made, so that a kill in between does not give it
     * back; where it cannot be counted, it is not made.
     * @throws AppError disk_full, keychain_unavailable
     */
    unlock: async (officerId: string, password: string): Promise<Tried> => {
      const half = await halves.half(officerId);
      // No waiting between reading the count and writing it: two tries at once are two tries.
      const loaded = read(officerId, half);
      if (loaded === null) return { kind: 'unreadable' };
      const { failures, firstFailureAt, newestAt } = loaded.file.state;
      const at = later(newestAt, now().toISOString());
      const inWindow = firstFailureAt !== null && Date.parse(at) - Date.parse(firstFailureAt) <= WINDOW_MS;
      const count = inWindow ? failures + 1 : 1;
      if (count > MOST_TRIES) return destroyed(officerId);
      const firstFailure = inWindow ? firstFailureAt : at;
      const file = change(officerId, loaded, { failures: count, firstFailureAt: firstFailure, newestAt: at });
      const key = await unwrap(file, password, loaded.half, ownerOf(officerId));
      if (key !== null) {
        // Another try may have destroyed it while this one was worked on; then this one comes too late.
        const after = read(officerId, loaded.half);
        if (after === null) return { kind: 'unreadable' };
        change(officerId, after, { failures: 0, firstFailureAt: null });
        return { kind: 'key', key };
      }
      return count < MOST_TRIES ? { kind: 'wrong', left: MOST_TRIES - count } : destroyed(officerId);
    },

    /** For a password that the server has just accepted: not counted, and it opens also after somebody edited the counters. */
    openAfterSignIn: async (officerId: string, password: string): Promise<Buffer | 'wrong' | 'unreadable'> => {
      const half = await halves.half(officerId);
      const text = texts.read(officerId);
      const file = half === null || text === null ? null : parseWrap(text, half, ownerOf(officerId), 'any state');
      if (file === null || half === null) return 'unreadable';
      return (await unwrap(file, password, half, ownerOf(officerId))) ?? 'wrong';
    },

    /**
     * Wraps a key, a new one where none is given, under the password of a sign-in. Nothing is on the disk before `commit`.
     * @param signedInAt where it is no sign-in that brought the password: when the last one was.
     */
    prepare: async (officerId: string, password: string, given?: Buffer, signedInAt?: string): Promise<Prepared> => {
      const key = given ?? randomBytes(32);
      const known = await halves.half(officerId);
      const half = known ?? randomBytes(32);
      const at = now().toISOString();
      const state = { failures: 0, firstFailureAt: null, signedInAt: signedInAt ?? at, newestAt: at };
      const file = await wrap(key, password, half, ownerOf(officerId), state);
      const commit = async (): Promise<void> => {
        if (known === null) await halves.keepHalf(officerId, half);
        save(officerId, file);
      };
      return { key, commit };
    },

    /** Keeps that it is this late; a try, a sign-in or a revocation meanwhile goes before it. */
    note: async (officerId: string): Promise<void> => {
      const half = await halves.half(officerId);
      const before = texts.read(officerId);
      const loaded = read(officerId, half);
      if (loaded === null || before === null) return;
      const state = { ...loaded.file.state, newestAt: later(loaded.file.state.newestAt, now().toISOString()) };
      const next = withState(loaded.file, state, loaded.half, ownerOf(officerId));
      if (await texts.replace(officerId, before, JSON.stringify(next))) states.set(officerId, state);
    },
    destroy,
  };
}

/** The same in memory, for a workstation without a keychain: the lock works there as well. */
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
