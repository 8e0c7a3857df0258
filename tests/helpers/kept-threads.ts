import { inject } from 'vitest';
import { startWorker, type WorkerClient, type WorkerClientDeps } from '#electron/main/ipc/worker-client.ts';
import { AppError } from '#shared/errors.ts';

/** What an application does when its thread reports something. */
export type Hearers = Pick<
  WorkerClientDeps,
  | 'onNeedsSignIn'
  | 'onRevoked'
  | 'onDamaged'
  | 'onRecoveryKey'
  | 'onAnswered'
  | 'onTokenWanted'
  | 'onRestart'
  | 'onNews'
>;
export type Threads = ReturnType<typeof keepThreads>;

/**
 * Keeps worker threads that outlive the applications of a test file, because starting a thread takes 200 ms of
 * processor time. An application that stops closes its cache, as always, and its thread then serves the next
 * application. These threads write no log file.
 */
export function keepThreads() {
  type Thread = { client: WorkerClient; hearers: Hearers | null };
  const idle: Thread[] = [];
  const all: Thread[] = [];

  function launch(): Thread {
    const thread: Thread = {
      hearers: null,
      client: startWorker({
        file: new URL(inject('workerUrl')),
        logFolder: null,
        onNews: (topics) => thread.hearers?.onNews(topics),
        onNeedsSignIn: (needed) => thread.hearers?.onNeedsSignIn(needed),
        onRevoked: (officerId) => thread.hearers?.onRevoked(officerId),
        onDamaged: (officerId) => thread.hearers?.onDamaged(officerId),
        onRecoveryKey: (key) => thread.hearers?.onRecoveryKey(key),
        onAnswered: (numbers) => thread.hearers?.onAnswered(numbers),
        onTokenWanted: (stale) => thread.hearers?.onTokenWanted(stale),
        onRestart: () => thread.hearers?.onRestart(),
        log: () => {},
      }),
    };
    all.push(thread);
    return thread;
  }

  return {
    /** A thread of one application, from its start to its `stop`. */
    start: (hearers: Hearers): WorkerClient => {
      const thread = idle.pop() ?? launch();
      thread.hearers = hearers;
      let isStopped = false;
      return {
        ask: (call, input) => (isStopped ? Promise.reject(new AppError('internal')) : thread.client.ask(call, input)),
        stop: async () => {
          if (isStopped) return;
          isStopped = true;
          await thread.client.ask('close', undefined);
          thread.hearers = null;
          idle.push(thread);
        },
      };
    },
    stop: async () => {
      for (const { client } of all.splice(0)) await client.stop();
    },
  };
}
