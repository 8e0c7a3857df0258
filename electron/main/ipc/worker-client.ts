import { Worker } from 'node:worker_threads';
import type { AboutWorkstation } from '#electron/common/about-workstation.ts';
import type { Log } from '#electron/common/log.ts';
import type { ProxyHop } from '#electron/common/proxy-hop.ts';
import { NO_TRUST_SETTINGS, type TrustSettings } from '#electron/common/trust.ts';
import type { FromWorker, WorkerCall, WorkerCalls } from '#electron/common/worker-protocol.ts';
import { AppError } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';

export type AskWorker = <C extends WorkerCall>(
  call: C,
  input: WorkerCalls[C]['input'],
) => Promise<WorkerCalls[C]['output']>;

export type WorkerClient = { ask: AskWorker; stop: () => Promise<void> };

export type WorkerClientDeps = {
  /** The URL of the built worker. */
  file: URL;
  logFolder: string | null;
  /** Identifies this workstation in the administrator's list. */
  about?: AboutWorkstation;
  /** How the agency server is authenticated. */
  trust?: TrustSettings;
  /** The routes to a URL, best first; none if omitted. Never rejects. */
  proxiesFor?: (url: string) => Promise<readonly ProxyHop[]>;
  /** Called when a proxy requires a login, or a different one. */
  onProxyLoginWanted?: (hop: Exclude<ProxyHop, 'direct'>) => void;
  onNews: (topics: readonly Topic[]) => void;
  onNeedsSignIn: (needed: boolean) => void;
  /** Called when an administrator ended this officer's session. */
  onRevoked: (officerId: string) => void;
  /** Called when a page of this officer's open cache cannot be read. */
  onDamaged: (officerId: string) => void;
  onRecoveryKey: (key: string) => void;
  /** Called when reporters replied to the officer's follow-ups. */
  onAnswered: (trackingNumbers: readonly string[]) => void;
  /** The access token has expired; the main process replies with `use-token` or `no-token`. */
  onTokenWanted: (stale: string) => void;
  /** Called when the thread died and was restarted: anything that was open must be opened again. */
  onRestart: () => void;
  log: Log;
  /** Minimum time between two restarts, in milliseconds. */
  restartApartMs?: number;
};

type Pending = { resolve: (value: unknown) => void; reject: (error: unknown) => void };

/**
 * If the thread crashes again this soon after a restart, restarting at once will not help. It is restarted later, because
 * the cause may go away.
 */
const RESTART_APART_MS = 60_000;
const STOP_TIMEOUT_MS = 3000;
/**
 * A pull creates a lot of short-lived garbage. By default, V8 lets it grow to 130 MB before collecting it and lets the
 * old generation grow fourfold. With these lower limits, still far above the 70 MB needed to rebuild the index of 100,000
 * reports, memory only doubles.
 */
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 512 };

/**
 * Talks to the worker thread: each request has a number, and its response carries the same number. When the thread dies,
 * pending requests fail and the thread is restarted: at once, or after a delay if it had just been restarted. Without the
 * thread, nothing can be shown or sent.
 */
export function startWorker(deps: WorkerClientDeps): WorkerClient {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let lastRestart = Number.NEGATIVE_INFINITY;
  let later: NodeJS.Timeout | undefined;
  let stopping = false;
  let worker: Worker | null = start();

  function start(): Worker {
    const started = new Worker(deps.file, {
      workerData: { logFolder: deps.logFolder, trust: deps.trust ?? NO_TRUST_SETTINGS, about: deps.about },
      name: 'p2c-worker',
      resourceLimits: WORKER_LIMITS,
    });
    started.on('message', hear);
    started.on('error', (error: unknown) => {
      deps.log('worker.crashed', { name: error instanceof Error ? error.name : 'unknown', code: codeOf(error) });
    });
    started.on('exit', gone);
    return started;
  }

  function hear(message: FromWorker): void {
    if (message.kind === 'news') return deps.onNews(message.topics);
    if (message.kind === 'needs-sign-in') return deps.onNeedsSignIn(message.needed);
    if (message.kind === 'revoked') return deps.onRevoked(message.officerId);
    if (message.kind === 'damaged') return deps.onDamaged(message.officerId);
    if (message.kind === 'recovery-key') return deps.onRecoveryKey(message.key);
    if (message.kind === 'answered') return deps.onAnswered(message.trackingNumbers);
    if (message.kind === 'token-wanted') return deps.onTokenWanted(message.stale);
    if (message.kind === 'proxies-wanted') return void answerProxies(message.id, message.url);
    if (message.kind === 'proxy-login-wanted') return deps.onProxyLoginWanted?.(message.hop);
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new AppError(message.error.code, message.error));
  }

  async function answerProxies(id: number, url: string): Promise<void> {
    const hops = (await deps.proxiesFor?.(url)) ?? ['direct'];
    // If the thread has ended in the meantime, it needs no response.
    await ask('use-proxies', { id, hops }).catch(() => undefined);
  }

  function gone(): void {
    worker = null;
    const broken = new AppError('internal');
    for (const waiting of pending.values()) waiting.reject(broken);
    pending.clear();
    if (stopping) return;
    const wait = lastRestart + (deps.restartApartMs ?? RESTART_APART_MS) - performance.now();
    if (wait <= 0) restart();
    else later = setTimeout(restart, wait);
  }

  function restart(): void {
    lastRestart = performance.now();
    worker = start();
    deps.onRestart();
  }

  const ask: AskWorker = (call, input) =>
    new Promise((resolve, reject) => {
      if (worker === null) {
        reject(new AppError('internal'));
        return;
      }
      lastId += 1;
      pending.set(lastId, { resolve: resolve as Pending['resolve'], reject });
      worker.postMessage({ id: lastId, call, input });
    });

  return {
    ask,
    stop: async () => {
      stopping = true;
      clearTimeout(later);
      const timeout = new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS).unref());
      await Promise.race([ask('close', undefined).catch(() => undefined), timeout]);
      await worker?.terminate();
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
