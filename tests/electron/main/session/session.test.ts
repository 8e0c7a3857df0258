import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { until } from '../../../helpers/workstation.ts';

let agency: Agency;
let account: Account;
let bench: Bench;

const threads = keepThreads();
beforeAll(async () => {
  agency = await startAgency();
  account = await agency.makeOfficer();
});
afterAll(async () => {
  await threads.stop();
  await agency.stop();
});
beforeEach(() => {
  bench = startBench(agency, { threads });
});
afterEach(() => bench.clear());

const signIn = ({ session }: Started) => session.signIn({ name: account.name, password: account.password });
const unlock = ({ session }: Started) => session.unlock({ password: account.password });

describe('the session', () => {
  test('starts signed out, and a wrong password leaves nothing behind', async () => {
    const app = await bench.start();
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', keychain: true, lastName: null, why: 'start' });
    await expect(app.session.signIn({ name: account.name, password: 'wrong' })).rejects.toMatchObject({
      code: 'bad_credentials',
    });
    expect(app.session.state().kind).toBe('signed_out');
    await expect(app.queue()).rejects.toMatchObject({ code: 'signed_out' });
    expect(bench.files()).toEqual([]);
  });

  test('starts locked with the known name, and opens the cache offline with the password alone', async () => {
    await agency.file();
    const first = await bench.start();
    expect(await signIn(first)).toMatchObject({ kind: 'signed_in', cache: 'encrypted', needsSignIn: false });
    const total = await first.pulled();
    await first.worker.stop();
    await agency.offline();
    const again = await bench.start();
    expect(again.session.state()).toMatchObject({ kind: 'locked', why: 'start', officer: { name: account.name } });
    await expect(again.queue()).rejects.toMatchObject({ code: 'signed_out' });
    expect(await unlock(again)).toMatchObject({ kind: 'signed_in', officer: { name: account.name } });
    expect(await again.queue()).toBe(total);
    await agency.online();
  });

  test('sign-out ends the session on the server and deletes the token, but keeps the cache and what opens it', async () => {
    const app = await bench.start();
    await signIn(app);
    const [token] = [...bench.keychain.entries]
      .filter(([key]) => key.startsWith('session'))
      .map(([, value]) => JSON.parse(value).token);
    expect(await app.session.signOut({ leaveUnsent: false })).toMatchObject({
      kind: 'signed_out',
      lastName: account.name,
      why: 'signed_out',
    });
    const answer = await until(
      () => agency.call('GET', '/api/v1/me', { token }),
      ({ status }) => status === 401,
    );
    // A session that its officer closed has ended, but is not revoked.
    expect(answer.body.error.code).toBe('unauthenticated');
    const kept = [...bench.keychain.entries.keys()];
    expect(kept.some((key) => key.startsWith('session'))).toBe(false);
    expect(kept.some((key) => key.startsWith('key-half'))).toBe(true);
    expect(bench.files().some((name) => name.endsWith('.db'))).toBe(true);
    const again = await bench.start();
    expect(again.session.state().kind).toBe('signed_out');
    expect((await signIn(again)).kind).toBe('signed_in');
  });

  test('gives each officer a separate cache and key, whose file names reveal nothing', async () => {
    const app = await bench.start();
    await signIn(app);
    await app.session.signOut({ leaveUnsent: false });
    const other = await agency.makeOfficer();
    await app.session.signIn({ name: other.name, password: other.password });
    const caches = bench.files().filter((name) => name.endsWith('.db'));
    expect(caches).toHaveLength(2);
    for (const name of caches) expect(name).toMatch(/^[0-9a-f]{32}\.db$/);
    expect(bench.files().filter((name) => name.endsWith('.key'))).toHaveLength(2);
  });

  test('without a keychain keeps no reports on disk and says so', async () => {
    const app = await bench.start({ keychain: false });
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', keychain: false });
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in', cache: 'memory' });
    await app.pulled();
    expect(bench.files()).toEqual([]);
    expect(bench.keychain.entries.size).toBe(0);
  });

  test('without a keychain asks before signing out loses a draft, and with one keeps it', async () => {
    for (const keychain of [false, true]) {
      const app = await bench.start({ keychain });
      await signIn(app);
      await app.pulled();
      const draft = {
        offenseCode: null,
        reasonCode: null,
        duplicateOf: '',
        missing: [],
        outcome: null,
        note: 'Half a',
      };
      await app.worker.ask('draft.put', { reportId: await app.first(), kind: 'note', draft });
      if (!keychain) await expect(app.session.signOut({ leaveUnsent: false })).rejects.toThrow('decisions_waiting');
      expect(await app.session.signOut({ leaveUnsent: !keychain })).toMatchObject({ kind: 'signed_out' });
    }
  });

  test('signing in again as the same officer continues with what is open', async () => {
    const app = await bench.start({ keychain: false });
    await signIn(app);
    await app.pulled();
    app.session.serverWantsSignIn(true);
    expect(app.session.state()).toMatchObject({ needsSignIn: true });
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in', needsSignIn: false });
    // An in-memory cache that had been reopened would be empty now.
    expect(await app.queue()).toBeGreaterThan(0);
  });

  test('migrates the version 0.1 cache, and the whole key is no longer in the keychain', async () => {
    const first = await bench.start();
    await signIn(first);
    const total = await first.pulled();
    const key = await bench.keyOf(account);
    await first.session.signOut({ leaveUnsent: false });
    await first.worker.stop();
    bench.removeWrap();
    bench.keychain.entries.set(`cache-key ${agency.url} ${account.officer.id}`, key.toString('base64'));
    const app = await bench.start();
    await agency.offline();
    await agency.online();
    expect((await signIn(app)).kind).toBe('signed_in');
    expect(await app.queue()).toBeGreaterThanOrEqual(total);
    expect([...bench.keychain.entries.keys()].some((name) => name.startsWith('cache-key'))).toBe(false);
  });
});

test('a cache unused for ninety days is deleted with its key at the next start after someone else signed in', async () => {
  const app = await bench.start();
  await signIn(app);
  await app.session.signOut({ leaveUnsent: true });
  await app.worker.stop();
  const days = (ago: number) => {
    const then = new Date(Date.now() - ago * 86_400_000);
    for (const name of bench.files()) utimesSync(join(bench.cache, name), then, then);
  };
  const keychain = () => [...bench.keychain.entries.keys()].filter((key) => key.includes(account.officer.id));
  days(91);
  // Every known officer has been inactive this long, so the clock may be far ahead, and the cache stays for now.
  const next = await bench.start();
  expect(bench.files().some((name) => name.endsWith('.db'))).toBe(true);
  await next.session.signIn(await agency.makeOfficer());
  await next.worker.stop();
  const files = bench.files();
  expect(keychain().length).toBeGreaterThan(0);
  await bench.start();
  expect(bench.files().length).toBeLessThan(files.length);
  expect(bench.files().filter((name) => name.endsWith('.db'))).toHaveLength(1);
  expect(keychain()).toEqual([]);
});

describe('a cache that cannot be read', () => {
  const cacheFile = () => join(bench.cache, bench.files().find((name) => name.endsWith('.db')) ?? '');

  test('is reported, and starting over sets the file and its key aside', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.pulled();
    await first.worker.stop();
    const wrapped = readFileSync(cacheFile().replace('.db', '.key'));
    const broken = Buffer.alloc(16_384, 1);
    writeFileSync(cacheFile(), broken);

    const app = await bench.start();
    expect(await unlock(app)).toMatchObject({ kind: 'cache_unreadable', why: 'damaged' });
    await expect(app.queue()).rejects.toMatchObject({ code: 'signed_out' });
    expect(readFileSync(cacheFile()).equals(broken)).toBe(true);

    expect(await app.session.startAfresh()).toMatchObject({ kind: 'signed_in', cache: 'encrypted' });
    await app.pulled();
    const aside = bench.files().filter((name) => name.includes('.unreadable-'));
    expect(aside.map((name) => name.replace(/.*?(\.\w+)\.unreadable.*/, '$1')).sort()).toEqual(['.db', '.key']);
    const kept = (end: string) => readFileSync(join(bench.cache, aside.find((name) => name.includes(end)) ?? ''));
    expect(kept('.db.').equals(broken)).toBe(true);
    expect(JSON.parse(kept('.key.').toString()).lock).toEqual(JSON.parse(wrapped.toString()).lock);
  });

  test('does not get a new key if the keychain lost its half, since that half may come back', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.worker.stop();
    for (const key of bench.keychain.entries.keys()) if (key.startsWith('key-half')) bench.keychain.entries.delete(key);
    const app = await bench.start();
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'start', lastName: account.name });
    expect(await signIn(app)).toMatchObject({ kind: 'cache_unreadable', why: 'damaged' });
    expect([...bench.keychain.entries.keys()].some((key) => key.startsWith('key-half'))).toBe(false);
    expect(await app.session.startAfresh()).toMatchObject({ kind: 'signed_in' });
    expect([...bench.keychain.entries.keys()].some((key) => key.startsWith('key-half'))).toBe(true);
  });

  test('leaves nothing for an officer who never signed in here', async () => {
    await bench.start();
    expect(existsSync(bench.cache) ? readdirSync(bench.cache) : []).toEqual([]);
  });
});
