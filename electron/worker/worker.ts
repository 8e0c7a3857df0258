import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { UpdateProblem } from '#shared/domain/workstation.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import type { WorkerChannel } from '#shared/ipc-names.ts';
import { aboutWorkstation } from '../common/about-workstation.ts';
import { createLog } from '../common/log.ts';
import { asStorageError } from '../common/storage-error.ts';
import { NO_TRUST_SETTINGS, trustSettings } from '../common/trust.ts';
import type { FileBytes, FromWorker, OpenInput, ToWorker, WorkerCalls } from '../common/worker-protocol.ts';
import { askForProxies } from './api/ask-for-proxies.ts';
import { createApi } from './api/client.ts';
import { boundaryOf } from './boundary.ts';
import { openWith } from './db/open.ts';
import { createNews } from './news.ts';
import { downloadFile, removeOthers } from './updates/download.ts';
import { warmUp } from './warm-up.ts';
import { openWorkstation } from './workstation.ts';
import type { Workstation } from './workstation-shape.ts';

/**
 * The worker thread that owns the cache, synchronization and duplicate matching, so that they never block the main
 * process.
 */

const port = parentPort;
if (port === null) throw new Error('electron/worker/worker.ts must run as a worker thread');
const { logFolder, trust, about } = z
  .object({
    logFolder: z.string().nullable(),
    trust: trustSettings.default(NO_TRUST_SETTINGS),
    about: aboutWorkstation.optional(),
  })
  .parse(workerData);
const log = createLog({ folder: logFolder, source: 'worker' });

const say = (message: FromWorker) => port.postMessage(message);

const proxies = askForProxies(say);
const network = { trust, ...proxies.questions };

const announce = createNews((topics) => say({ kind: 'news', topics }));

let workstation: Workstation | null = null;
let problem: UpdateProblem | null = null;

function keepProblem(given: UpdateProblem | null): undefined {
  problem = given;
}

async function open(input: OpenInput): Promise<undefined> {
  await close();
  workstation = openWorkstation(input, {
    announce,
    needsSignIn: (needed) => say({ kind: 'needs-sign-in', needed }),
    revoked: () => say({ kind: 'revoked', officerId: input.officer.id }),
    damaged: () => {
      log('cache.damaged');
      say({ kind: 'damaged', officerId: input.officer.id });
    },
    keepRecoveryKey: (key) => say({ kind: 'recovery-key', key }),
    answered: (trackingNumbers) => say({ kind: 'answered', trackingNumbers }),
    wantToken: (stale) => say({ kind: 'token-wanted', stale }),
    log,
    network,
    about: about && { ...about, problem: () => problem },
    boundaryOf,
    now: () => new Date(),
    random: Math.random,
  });
}

async function close(): Promise<undefined> {
  const open = workstation;
  workstation = null;
  await open?.close();
}

async function answer(message: ToWorker): Promise<unknown> {
  if (message.call === 'open') return open(message.input);
  if (message.call === 'close') return close();
  if (message.call === 'use-proxies') return proxies.answered(message.input);
  if (message.call === 'probe') return probe();
  if (message.call === 'check-cache') return workstation?.check() ?? null;
  if (message.call === 'read-file') return readFile(message.input);
  if (message.call === 'read-papers') return opened().readPapers(message.input.letterIds);
  if (message.call === 'write-audit') return opened().writeAudit(message.input.path);
  if (message.call === 'use-token') return workstation?.useToken(message.input.token);
  if (message.call === 'no-token') return workstation?.noToken(message.input.code);
  if (message.call === 'change-password') return changePassword(message.input);
  if (message.call === 'note-time') return workstation?.noteTime();
  if (message.call === 'is-revoked') return isRevoked(message.input.server, message.input.token);
  if (message.call === 'sign-in') {
    const { server, ...body } = message.input;
    return withApi(server, null, (api) => api.call('signIn', { body }));
  }
  if (message.call === 'terms') {
    return withApi(message.input.server, null, (api) => api.call('signInTerms', { timeoutMs: 5000 }));
  }
  if (message.call === 'enroll') {
    const { server, ...body } = message.input;
    return withApi(server, null, (api) => api.call('startEnrollment', { body }));
  }
  if (message.call === 'browser-sign-in') {
    const { server, ...body } = message.input;
    return withApi(server, null, (api) => api.call('startBrowserSignIn', { body }));
  }
  if (message.call === 'browser-session') {
    const { server, ...body } = message.input;
    return withApi(server, null, (api) => api.call('openBrowserSession', { body }));
  }
  if (message.call === 'browser-proof') {
    const { server, token, ...body } = message.input;
    return withApi(server, token, (api) => api.call('startBrowserProof', { body }));
  }
  if (message.call === 'prove-by-browser') {
    const { server, token, ...body } = message.input;
    return withApi(server, token, (api) => api.call('proveByBrowser', { body }));
  }
  if (message.call === 'banned-passwords') {
    const { server, token } = message.input;
    return withApi(server, token, (api) => api.call('bannedPasswords', {}));
  }
  if (message.call === 'provider-sign-out') {
    return beforeLeaving(message.input, (api) => api.call('startProviderSignOut', { timeoutMs: 3000 }));
  }
  if (message.call === 'refresh') return refresh(message.input);
  if (message.call === 'update-offer') {
    const { server, ...query } = message.input;
    return withApi(server, null, (api) => api.call('updateOffer', { query, timeoutMs: 5000 }));
  }
  if (message.call === 'update-download') {
    const { server, ...given } = message.input;
    return withApi(server, null, (api) => downloadFile(api, given));
  }
  if (message.call === 'update-problem') return keepProblem(message.input);
  if (message.call === 'update-discard') return removeOthers(message.input.folder, null);
  if (message.call === 'sign-out') return signOut(message.input);
  return ask(message.call, message.input);
}

/** @throws if SQLite's library can't be loaded. */
function probe(): undefined {
  openWith({ path: null, keyHex: null }, () => undefined).close();
  return undefined;
}

const refresh = ({ server, refreshToken }: WorkerCalls['refresh']['input']) =>
  withApi(server, null, (api) => api.call('refresh', { body: { refreshToken } }));

const signOut = ({ why, ...given }: WorkerCalls['sign-out']['input']): Promise<null> =>
  beforeLeaving(given, (api) => api.call('signOut', { query: { why }, timeoutMs: 3000 }));

/**
 * Makes a call at the end of a session, refreshing an expired access token first. Otherwise the session would stay open
 * for the rest of its twelve hours.
 */
async function beforeLeaving<T>(
  given: WorkerCalls['provider-sign-out']['input'],
  call: (api: ReturnType<typeof createApi>) => Promise<T>,
): Promise<T> {
  const withToken = (token: string) => withApi(given.server, token, call);
  try {
    return await withToken(given.token);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
    return withToken((await refresh(given)).token);
  }
}

async function changePassword(body: WorkerCalls['change-password']['input']): Promise<undefined> {
  await opened().changePassword(body);
}

/** @throws AppError if this could not be determined, for example when offline. */
async function isRevoked(server: string, token: string): Promise<boolean> {
  try {
    await withApi(server, token, (api) => api.call('me', { timeoutMs: 5000 }));
    return false;
  } catch (error) {
    const { code } = errorShape(error);
    if (code === 'session_revoked') return true;
    if (code === 'unauthenticated') return false;
    throw error;
  }
}

async function ask(channel: WorkerChannel, input: unknown): Promise<unknown> {
  const call: (given: never) => unknown = opened().calls[channel];
  return call(input as never);
}

function opened(): Workstation {
  if (workstation === null) throw new AppError('signed_out');
  return workstation;
}

async function readFile(input: WorkerCalls['read-file']['input']): Promise<FileBytes> {
  return opened().readFile(input);
}

async function withApi<T>(
  server: string,
  token: string | null,
  use: (api: ReturnType<typeof createApi>) => Promise<T>,
) {
  const api = createApi({ server, token: () => token, network });
  try {
    return await use(api);
  } finally {
    api.close();
  }
}

port.on('message', (message: ToWorker) => {
  answer(message).then(
    (value) => say({ kind: 'answer', id: message.id, value }),
    (thrown: unknown) => {
      // Any read can hit a damaged page on disk; report that as a storage error.
      const error = asStorageError(thrown);
      const shape = errorShape(error);
      if (shape.code === 'internal')
        log('worker.error', { call: message.call, name: error instanceof Error ? error.name : 'unknown' });
      say({ kind: 'failed', id: message.id, error: shape });
    },
  );
});

setImmediate(warmUp);
