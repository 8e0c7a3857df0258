import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseWrap, unwrap, withState, wrap } from '#electron/main/session/wrap.ts';

const key = randomBytes(32);
const half = randomBytes(32);
const owner = { server: 'https://p2c.example.gov', officerId: '0195706f-0000-7000-9000-000000000001' };
const at = '2026-03-08T09:00:00.000Z';
const state = { failures: 0, firstFailureAt: null, tries: 1, signedInAt: at, newestAt: at };
const password = 'kq3nq-5vt2b-3h8xy-xkqz3';

describe('a wrapped key', () => {
  test('opens with the keychain half and the password together, and with neither alone', async () => {
    const file = await wrap(key, password, half, owner, state);
    expect(await unwrap(file, password, half, owner)).toEqual(key);
    expect(await unwrap(file, `${password}x`, half, owner)).toBeNull();
    expect(await unwrap(file, password, randomBytes(32), owner)).toBeNull();
  });

  test('does not open for another officer or another server', async () => {
    const file = await wrap(key, password, half, owner, state);
    expect(await unwrap(file, password, half, { ...owner, officerId: crypto.randomUUID() })).toBeNull();
    expect(await unwrap(file, password, half, { ...owner, server: 'https://other.example.gov' })).toBeNull();
  });

  test('reveals neither the key nor the password, takes the required work, and is never the same twice', async () => {
    const one = await wrap(key, password, half, owner, state);
    const two = await wrap(key, password, half, owner, state);
    const text = JSON.stringify(one);
    for (const hidden of [key.toString('base64'), key.toString('hex'), password, half.toString('base64')])
      expect(text).not.toContain(hidden);
    expect(one.lock.kdf).toMatchObject({ name: 'argon2id', passes: 3, lanes: 1 });
    expect(one.lock.kdf.memoryKib).toBeGreaterThanOrEqual(64 * 1024);
    expect(one.lock.kdf.salt).not.toBe(two.lock.kdf.salt);
    expect(one.lock.sealed).not.toBe(two.lock.sealed);
  });

  test('accepts a password in any Unicode composition of its accents', async () => {
    const file = await wrap(key, 'contrase\u00f1a', half, owner, state);
    expect(await unwrap(file, 'contrasen\u0303a', half, owner)).toEqual(key);
  });

  test('is rejected if anything in its file was changed, truncated, or has another version', async () => {
    const file = await wrap(key, password, half, owner, { ...state, failures: 4, firstFailureAt: at });
    const text = JSON.stringify(file);
    expect(parseWrap(text, half, owner)).toEqual(file);
    const edits = [
      text.replace('"failures":4', '"failures":0'),
      text.replace('2026-03-08T09', '2026-03-08T01'),
      text.replace('"memoryKib":65536', '"memoryKib":65537'),
      text.replace('"memoryKib":65536', '"memoryKib":8'),
      text.replace('"version":1', '"version":2'),
      text.replace('"lock"', '"more":1,"lock"'),
      text.slice(0, -1),
      '',
    ];
    for (const edit of edits) expect([edit, parseWrap(edit, half, owner)]).toEqual([edit, null]);
    expect(parseWrap(text, randomBytes(32), owner)).toBeNull();
    expect(parseWrap(text, half, { ...owner, officerId: crypto.randomUUID() })).toBeNull();
  });

  test('a changed KDF parameter opens nothing, even if the signature is not checked', async () => {
    const file = await wrap(key, password, half, owner, state);
    const dearer = { ...file, lock: { ...file.lock, kdf: { ...file.lock.kdf, passes: 4 } } };
    expect(await unwrap(dearer, password, half, owner)).toBeNull();
  });

  test('keeps its lock when only the state changes', async () => {
    const file = await wrap(key, password, half, owner, state);
    const next = withState(file, { ...state, failures: 3 }, half, owner);
    expect(next.lock).toEqual(file.lock);
    expect(parseWrap(JSON.stringify(next), half, owner)?.state.failures).toBe(3);
  });
});
