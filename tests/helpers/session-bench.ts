import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Log } from '#electron/common/log.ts';
import { createOfficerFiles } from '#electron/common/officer-files.ts';
import { startWorker, type WorkerClient } from '#electron/main/ipc/worker-client.ts';
import { memoryKeychain } from '#electron/main/keychain.ts';
import { createSession, type Session } from '#electron/main/session/session.ts';
import { createVault } from '#electron/main/session/vault.ts';
import { parseWrap, unwrap } from '#electron/main/session/wrap.ts';
import type { Account, Agency } from './agency.ts';
import { temporaryFolder } from './cache.ts';
import type { Hearers, Threads } from './kept-threads.ts';
import { pulledWhole } from './workstation.ts';

export type Started = {
  session: Session;
  worker: WorkerClient;
  /** How many reports the queue contains now. */
  queue: () => Promise<number>;
  /** Waits until everything on the server has been pulled, then returns the number of reports in the queue. */
  pulled: () => Promise<number>;
  /** The id of the first report in the queue. */
  first: () => Promise<string>;
  /** The topics that the window was told to refresh. */
  announced: string[];
  /** The addresses that the application opened in the system browser. */
  opened: string[];
};

export type Bench = ReturnType<typeof startBench>;

/**
 * Makes one workstation that is started again and again: a folder, a keychain, and an adjustable clock.
 * @param before the same workstation when the server had another address.
 * @param threads the file's kept threads; without them, each start has a new thread with its own log.
 */
export function startBench(
  agency: Pick<Agency, 'url'>,
  {
    before,
    threads,
  }: { before?: { folder: string; keychain: ReturnType<typeof memoryKeychain> }; threads?: Threads } = {},
) {
  const folder = before === undefined ? temporaryFolder() : { path: before.folder, remove: () => undefined };
  const cache = join(folder.path, 'cache');
  const deviceFile = join(folder.path, 'device-tokens.json');
  const keychain = before?.keychain ?? memoryKeychain();
  const workers: WorkerClient[] = [];
  const server = agency.url;
  const clock = { offset: 0 };
  const now = () => new Date(Date.now() + clock.offset);
  const officerFiles = createOfficerFiles({ cache, journal: join(folder.path, 'journal') }, server);
  const files = () => (existsSync(cache) ? readdirSync(cache) : []);

  return {
    folder: folder.path,
    cache,
    deviceFile,
    keychain,
    /** Milliseconds by which this workstation's clock is wrong; the worker thread uses the real clock. */
    clock,
    officerFiles,
    files,
    /** Starts the application without its window, on the data of earlier starts: real worker thread, real server. */
    start: async (options: { keychain?: boolean; log?: Log } = {}): Promise<Started> => {
      const hearers: Hearers = {
        onNews: () => {},
        onNeedsSignIn: (needed) => session.serverWantsSignIn(needed),
        onRevoked: (officerId) => void session.revoked(officerId),
        onDamaged: (officerId) => void session.repair(officerId),
        onRecoveryKey: (key) => void session.keepRecoveryKey(key),
        onAnswered: () => {},
        onTokenWanted: (stale) => void session.renewToken(stale),
        onRestart: () => void session.reopen(),
      };
      const own = { file: new URL(inject('workerUrl')), logFolder: join(folder.path, 'logs'), log: () => {} };
      const worker = threads?.start(hearers) ?? startWorker({ ...own, ...hearers });
      workers.push(worker);
      const announced: string[] = [];
      const opened: string[] = [];
      const session = createSession({
        server,
        openVault: async () => (options.keychain === false ? null : createVault(keychain, server)),
        files: officerFiles,
        deviceFile,
        browser: {
          open: async (address) => void opened.push(address),
          copy: () => {},
          pageOf: (isGood) => `<h1>${isGood}</h1>`,
        },
        ask: worker.ask,
        workstation: 'test',
        announce: (topic) => void announced.push(topic),
        look: () => ({ theme: 'system', textSize: 100, language: 'system' }),
        log: options.log ?? (() => {}),
        now,
      });
      await session.restore();
      const page = () =>
        worker.ask('queue.page', {
          filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
          sort: { column: 'receivedAt', direction: 'asc' },
          offset: 0,
          limit: 1,
        });
      const queue = async () => (await page()).total;
      const first = async () => (await page()).rows[0]?.id ?? '';
      const pulled = async () => {
        await pulledWhole({ sync: () => worker.ask('sync.state', undefined) });
        return queue();
      };
      return { session, worker, queue, first, pulled, announced, opened };
    },
    /** Returns the cache's key, which only the keychain and the password together provide. */
    keyOf: async ({ officer, password }: Account): Promise<Buffer> => {
      const owner = { server, officerId: officer.id };
      const half = Buffer.from(keychain.entries.get(`key-half ${server} ${officer.id}`) ?? '', 'base64');
      const file = parseWrap(readFileSync(wrapPath(), 'utf8'), half, owner);
      const key = file === null ? null : await unwrap(file, password, half, owner);
      if (key === null) throw new Error('the wrapped key does not open');
      return key;
    },
    wrapPath,
    removeWrap: () => rmSync(wrapPath()),
    stopAll,
    clear: async () => {
      await stopAll();
      folder.remove();
    },
  };

  async function stopAll(): Promise<void> {
    for (const worker of workers.splice(0)) await worker.stop();
  }

  function wrapPath(): string {
    return join(cache, files().find((name) => name.endsWith('.key')) ?? '');
  }
}
