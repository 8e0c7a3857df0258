import { beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryKeychain } from '#electron/main/keychain.ts';
import { createKeySafe } from '#electron/main/session/key-safe.ts';
import { createVault } from '#electron/main/session/vault.ts';
import { AppError } from '#shared/errors.ts';

const server = 'https://p2c.example.gov';
const id = '0195706f-0000-7000-9000-000000000001';
const MINUTE = 60_000;

let texts: Map<string, string>;
let keychain: ReturnType<typeof memoryKeychain>;
let time: number;
let full: boolean;
/** Which write of the wrapped key fails, counted from the next one: 1 is that one. */
let failing: number[];
/** Whether the disk fails to delete what it should. */
let keeps: boolean;
/** Runs while the disk is being written. */
let meanwhile: () => Promise<unknown>;
beforeEach(() => {
  texts = new Map();
  keychain = memoryKeychain();
  time = Date.parse('2026-03-08T09:00:00.000Z');
  full = false;
  failing = [];
  keeps = false;
  meanwhile = async () => undefined;
});

/** Returns the key safe after a restart, with what is on disk and in the keychain. */
const safe = () =>
  createKeySafe({
    halves: createVault(keychain, server),
    texts: {
      read: (officer) => texts.get(officer) ?? null,
      write: (officer, text) => {
        failing = failing.map((n) => n - 1);
        if (full) throw new AppError('disk_full');
        if (failing.includes(0)) throw new AppError('disk_refused');
        texts.set(officer, text);
      },
      replace: async (officer, before, text) => {
        await meanwhile();
        return texts.get(officer) === before && texts.set(officer, text).has(officer);
      },
      remove: (officer) => {
        if (keeps) throw new AppError('disk_refused');
        texts.delete(officer);
      },
    },
    server,
    now: () => new Date(time),
  });
const sealed = async () => {
  const { key, commit } = await safe().prepare(id, 'right');
  await commit();
  return key;
};
const nothingLeft = () => {
  expect(texts.size).toBe(0);
  expect([...keychain.entries.keys()].filter((name) => name.startsWith('key-half'))).toEqual([]);
};

describe('unlocking', () => {
  test('returns the key for the right password and clears the earlier wrong attempts', async () => {
    const key = await sealed();
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'key', key });
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
  });

  test('destroys the key at the fifth wrong password in fifteen minutes, across restarts', async () => {
    await sealed();
    for (const left of [4, 3, 2, 1]) expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left });
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'destroyed' });
    nothingLeft();
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'unreadable' });
  });

  test('an older copy of the file does not bring attempts back: it opens nothing, even with the right password', async () => {
    await sealed();
    const copy = texts.get(id) ?? '';
    for (let n = 0; n < 3; n += 1) await safe().unlock(id, 'wrong');
    texts.set(id, copy);
    expect(await safe().look(id)).toBeNull();
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'unreadable' });
    // A sign-in that the server accepts makes the key readable again.
    const key = await safe().openAfterSignIn(id, 'right');
    await (await safe().prepare(id, 'right', key as Buffer)).commit();
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'key', key });
  });

  test('a crash between file and keychain, before the password is tried, costs nothing', async () => {
    const key = await sealed();
    const before = new Map(keychain.entries);
    await safe().unlock(id, 'wrong');
    keychain.entries.clear();
    for (const [name, value] of before) keychain.entries.set(name, value);
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'key', key });
  });

  test('a keychain whose count is unreadable opens nothing', async () => {
    await sealed();
    const name = [...keychain.entries.keys()].find((one) => one.startsWith('key-tries')) ?? '';
    keychain.entries.set(name, 'not a number');
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'unreadable' });
  });

  test('a sign-in without a password keeps the key and starts the time again', async () => {
    const key = await sealed();
    await safe().unlock(id, 'wrong');
    time += 30 * MINUTE;
    await safe().renew(id, '2026-03-08T09:20:00.000Z');
    expect(await safe().look(id)).toMatchObject({ failures: 0, signedInAt: '2026-03-08T09:20:00.000Z' });
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'key', key });
  });

  test('destroys either half of the key if the other cannot be destroyed, and says that nothing can be opened', async () => {
    await sealed();
    keeps = true;
    for (let n = 0; n < 4; n += 1) await safe().unlock(id, 'wrong');
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'destroyed' });
    expect([...keychain.entries.keys()].filter((name) => name.startsWith('key-half'))).toEqual([]);
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'unreadable' });
    keeps = false;
    await sealed();
    keychain.remove = () => Promise.reject(new AppError('keychain_unavailable'));
    for (let n = 0; n < 4; n += 1) await safe().unlock(id, 'wrong');
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'destroyed' });
    expect(texts.size).toBe(0);
  });

  test('resets the count after fifteen minutes, but not because the clock was set back', async () => {
    await sealed();
    for (let n = 0; n < 4; n += 1) await safe().unlock(id, 'wrong');
    time -= 60 * MINUTE;
    expect(await safe().look(id)).toMatchObject({ failures: 4 });
    time += 60 * MINUTE + 16 * MINUTE;
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
  });

  test('counts an attempt before checking it, so killing the application in between does not undo it', async () => {
    await sealed();
    const before = safe().unlock(id, 'right');
    // The attempt is counted on disk before the password is checked.
    await Promise.resolve().then(() => new Promise((resolve) => setImmediate(resolve)));
    expect(JSON.parse(texts.get(id) ?? '{}').state.failures).toBe(1);
    await before;
    expect(JSON.parse(texts.get(id) ?? '{}').state.failures).toBe(0);
  });

  test('does not try a password if the attempt cannot be counted', async () => {
    await sealed();
    full = true;
    await expect(safe().unlock(id, 'right')).rejects.toMatchObject({ code: 'disk_full' });
  });

  test('a right password unlocks, and is never counted as wrong, even if that can’t be written', async () => {
    const key = await sealed();
    const one = safe();
    for (let n = 0; n < 12; n += 1) {
      failing = [2];
      expect(await one.unlock(id, 'right')).toEqual({ kind: 'key', key });
    }
    expect(await one.unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
    expect(await one.unlock(id, 'right')).toEqual({ kind: 'key', key });
  });

  test('nor after a restart', async () => {
    const key = await sealed();
    for (let n = 0; n < 12; n += 1) {
      failing = [2];
      expect(await safe().unlock(id, 'right')).toEqual({ kind: 'key', key });
    }
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
  });

  test('the wrong attempts before a right password are cleared as soon as the disk can be written', async () => {
    const key = await sealed();
    const one = safe();
    for (const left of [4, 3, 2]) expect(await one.unlock(id, 'wrong')).toEqual({ kind: 'wrong', left });
    failing = [2];
    expect(await one.unlock(id, 'right')).toEqual({ kind: 'key', key });
    expect(await one.note(id)).toBe(true);
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
  });

  test('an attempt that the disk or the keychain can’t count is not counted', async () => {
    const key = await sealed();
    const { set } = keychain;
    for (let n = 0; n < 12; n += 1) {
      failing = [1];
      await expect(safe().unlock(id, 'wrong')).rejects.toMatchObject({ code: 'disk_refused' });
      failing = [];
      keychain.set = () => Promise.reject(new AppError('keychain_unavailable'));
      await expect(safe().unlock(id, 'wrong')).rejects.toMatchObject({ code: 'keychain_unavailable' });
      keychain.set = set;
    }
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left: 4 });
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'key', key });
  });

  test('killing the application while an attempt is being counted gains no attempt', async () => {
    await sealed();
    for (const left of [4, 3, 2, 1]) {
      // The file has the attempt, the keychain does not yet.
      const entries = new Map(keychain.entries);
      keychain.set = () => new Promise(() => undefined);
      void safe().unlock(id, 'wrong');
      await vi.waitUntil(() => JSON.parse(texts.get(id) ?? '{}').state.failures === 5 - left);
      keychain = memoryKeychain();
      for (const [name, value] of entries) keychain.entries.set(name, value);
      expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'wrong', left });
    }
    expect(await safe().unlock(id, 'wrong')).toEqual({ kind: 'destroyed' });
  });

  test('concurrent attempts are each counted', async () => {
    await sealed();
    const one = safe();
    const tried = await Promise.all(Array.from({ length: 12 }, () => one.unlock(id, 'wrong')));
    expect(tried.filter(({ kind }) => kind === 'wrong').length).toBeLessThanOrEqual(4);
    expect(tried.some(({ kind }) => kind === 'destroyed')).toBe(true);
    nothingLeft();
  });

  test('recording the time does not undo a counted attempt', async () => {
    await sealed();
    meanwhile = () => safe().unlock(id, 'wrong');
    time += 60_000;
    await safe().note(id);
    expect(JSON.parse(texts.get(id) ?? '{}').state.failures).toBe(1);
    meanwhile = async () => undefined;
    await safe().note(id);
    expect((await safe().look(id))?.newestAt).toBe(new Date(time).toISOString());
    meanwhile = () => safe().destroy(id);
    await safe().note(id);
    expect(texts.size).toBe(0);
  });

  test('rejects edited counters, but a sign-in still opens the cache', async () => {
    const key = await sealed();
    for (let n = 0; n < 4; n += 1) await safe().unlock(id, 'wrong');
    texts.set(id, (texts.get(id) ?? '').replace('"failures":4', '"failures":0'));
    expect(await safe().unlock(id, 'right')).toEqual({ kind: 'unreadable' });
    expect(await safe().openAfterSignIn(id, 'right')).toEqual(key);
    expect(await safe().openAfterSignIn(id, 'former')).toBe('wrong');
  });

  test('counts a clock that was set back a little as time that has passed since the sign-in', async () => {
    await sealed();
    time += 60 * MINUTE;
    await safe().note(id);
    time -= 4 * MINUTE;
    await safe().note(id);
    const state = await safe().look(id);
    expect([state?.signedInAt, state?.newestAt]).toEqual(['2026-03-08T08:56:00.000Z', '2026-03-08T09:56:00.000Z']);
    await safe().note(id, 2 * MINUTE);
    expect((await safe().look(id))?.signedInAt).toBe('2026-03-08T08:54:00.000Z');
  });

  test('remembers the latest time seen, and a sign-in corrects it', async () => {
    await sealed();
    time += 3 * 60 * MINUTE;
    await safe().note(id);
    time -= 2 * 60 * MINUTE;
    await safe().note(id);
    expect((await safe().look(id))?.newestAt).toBe('2026-03-08T12:00:00.000Z');
    await sealed();
    expect((await safe().look(id))?.newestAt).toBe('2026-03-08T10:00:00.000Z');
  });
});
