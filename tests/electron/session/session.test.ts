import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorker, type WorkerClient } from '#electron/ipc/worker-client.ts';
import { memorySecrets } from '#electron/secrets.ts';
import { createCacheFiles } from '#electron/session/cache-files.ts';
import { createSession, type Session } from '#electron/session/session.ts';
import { createVault } from '#electron/session/vault.ts';
import { type Account, type Agency, startAgency } from '../../helpers/agency.ts';
import { type Folder, temporaryFolder } from '../../helpers/cache.ts';
import { until } from '../../helpers/workstation.ts';

let agency: Agency;
let account: Account;
let folder: Folder;
let secrets: ReturnType<typeof memorySecrets>;
const workers: WorkerClient[] = [];

beforeAll(async () => {
  agency = await startAgency();
  account = await agency.makeOfficer();
});
afterAll(() => agency.stop());
beforeEach(() => {
  folder = temporaryFolder();
  secrets = memorySecrets();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  folder.remove();
});

type Started = { session: Session; worker: WorkerClient; queue: () => Promise<number> };

/** The application without its window, started on what an earlier start left: real worker thread, real server. */
async function start(options: { keychain?: boolean; now?: () => Date; server?: string } = {}): Promise<Started> {
  const server = options.server ?? agency.url;
  const worker = startWorker({
    file: new URL('../../../electron/worker.ts', import.meta.url),
    logFolder: null,
    onNews: () => {},
    onNeedsSignIn: (needed) => session.serverWantsSignIn(needed),
    onRestart: () => void session.reopen(),
    log: () => {},
  });
  workers.push(worker);
  const session = createSession({
    server,
    openVault: async () => (options.keychain === false ? null : createVault(secrets, server)),
    files: createCacheFiles(join(folder.path, 'cache'), server),
    ask: worker.ask,
    workstation: 'test',
    announce: () => {},
    log: () => {},
    now: options.now ?? (() => new Date()),
  });
  await session.restore();
  const queue = async () => {
    const page = await worker.ask('queue.page', {
      filter: { states: [], kinds: [], text: '' },
      sort: { column: 'receivedAt', direction: 'asc' },
      offset: 0,
      limit: 1,
    });
    return page.total;
  };
  return { session, worker, queue };
}

const signIn = ({ session }: Started) => session.signIn({ name: account.name, secret: account.secret });
const files = () => readdirSync(join(folder.path, 'cache'));

describe('the session', () => {
  test('begins signed out, and a wrong secret leaves nothing behind', async () => {
    const app = await start();
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', keychain: true, lastName: null, why: 'start' });
    await expect(app.session.signIn({ name: account.name, secret: 'wrong' })).rejects.toMatchObject({
      code: 'bad_credentials',
    });
    expect(app.session.state().kind).toBe('signed_out');
    await expect(app.queue()).rejects.toMatchObject({ code: 'signed_out' });
  });

  test('opens the queue from the cache at the next start, also when the server cannot be reached', async () => {
    await agency.file();
    const first = await start();
    expect(await signIn(first)).toMatchObject({ kind: 'signed_in', cache: 'encrypted', needsSignIn: false });
    const total = await until(first.queue, (n) => n > 0);
    await first.worker.stop();
    await agency.offline();
    const again = await start();
    expect(again.session.state()).toMatchObject({ kind: 'signed_in', officer: { name: account.name } });
    expect(await again.queue()).toBe(total);
    await agency.online();
  });

  test('is over after its time, and then knows who was here', async () => {
    await signIn(await start());
    const tomorrow = () => new Date(Date.now() + 86_400_000);
    const again = await start({ now: tomorrow });
    expect(again.session.state()).toMatchObject({ kind: 'signed_out', why: 'expired', lastName: account.name });
  });

  test('sign-out ends it on the server and forgets the token, but keeps cache and key', async () => {
    const app = await start();
    await signIn(app);
    const [token] = [...secrets.entries]
      .filter(([key]) => key.startsWith('session'))
      .map(([, value]) => JSON.parse(value).token);
    expect(await app.session.signOut()).toMatchObject({
      kind: 'signed_out',
      lastName: account.name,
      why: 'signed_out',
    });
    await until(
      () => agency.call('GET', '/api/v1/me', { token }),
      (answer) => answer.status === 401,
    );
    const kept = [...secrets.entries.keys()];
    expect(kept.some((key) => key.startsWith('session'))).toBe(false);
    expect(kept.some((key) => key.startsWith('cache-key'))).toBe(true);
    expect(files().some((name) => name.endsWith('.db'))).toBe(true);
    expect((await start()).session.state().kind).toBe('signed_out');
  });

  test('gives each officer a cache of his own, whose name tells nothing', async () => {
    const app = await start();
    await signIn(app);
    await app.session.signOut();
    const other = await agency.makeOfficer();
    await app.session.signIn({ name: other.name, secret: other.secret });
    const caches = files().filter((name) => name.endsWith('.db'));
    expect(caches).toHaveLength(2);
    for (const name of caches) expect(name).toMatch(/^[0-9a-f]{32}\.db$/);
  });

  test('without a keychain keeps nothing on the disk and says so', async () => {
    const app = await start({ keychain: false });
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', keychain: false });
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in', cache: 'memory' });
    await until(app.queue, (n) => n > 0);
    expect(existsSync(join(folder.path, 'cache')) ? files() : []).toEqual([]);
    expect(secrets.entries.size).toBe(0);
  });

  test('a new sign-in of the same officer goes on with what is open', async () => {
    const app = await start({ keychain: false });
    await signIn(app);
    await until(app.queue, (n) => n > 0);
    app.session.serverWantsSignIn(true);
    expect(app.session.state()).toMatchObject({ needsSignIn: true });
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in', needsSignIn: false });
    // A cache in memory that had been opened anew would be empty at this moment.
    expect(await app.queue()).toBeGreaterThan(0);
  });
});

describe('a cache that cannot be read', () => {
  const cacheFile = () => join(folder.path, 'cache', files().find((name) => name.endsWith('.db')) ?? '');
  const setKey = (base64: string) => {
    for (const key of secrets.entries.keys()) if (key.startsWith('cache-key')) secrets.entries.set(key, base64);
  };

  test('is said to be so, and starting afresh keeps the file and its key aside', async () => {
    const first = await start();
    await signIn(first);
    await until(first.queue, (n) => n > 0);
    await first.worker.stop();
    const before = readFileSync(cacheFile());
    setKey(Buffer.alloc(32, 7).toString('base64'));

    const app = await start();
    expect(app.session.state()).toMatchObject({ kind: 'cache_unreadable', officer: { name: account.name } });
    await expect(app.queue()).rejects.toMatchObject({ code: 'signed_out' });
    expect(readFileSync(cacheFile()).equals(before)).toBe(true);

    expect(await app.session.startAfresh()).toMatchObject({ kind: 'signed_in', cache: 'encrypted' });
    await until(app.queue, (n) => n > 0);
    const aside = files().find((name) => name.includes('.unreadable-')) ?? '';
    expect(readFileSync(join(folder.path, 'cache', aside)).equals(before)).toBe(true);
    expect([...secrets.entries].find(([key]) => key.includes('unreadable-'))?.[1]).toBe(
      Buffer.alloc(32, 7).toString('base64'),
    );
  });

  test('is met the same way when it is damaged, and when the keychain lost its key', async () => {
    const first = await start();
    await signIn(first);
    await first.worker.stop();
    writeFileSync(cacheFile(), Buffer.alloc(16_384, 1));
    expect((await start()).session.state().kind).toBe('cache_unreadable');
    for (const key of secrets.entries.keys()) if (key.startsWith('cache-key')) secrets.entries.delete(key);
    const app = await start();
    expect(app.session.state().kind).toBe('cache_unreadable');
    expect([...secrets.entries.keys()].some((key) => key.startsWith('cache-key'))).toBe(false);
    expect(await app.session.startAfresh()).toMatchObject({ kind: 'signed_in' });
  });
});
