import { startWorker, type WorkerClient } from '#electron/ipc/worker-client.ts';

/** The worker thread with the main process's own client, and nobody who listens to its news. */
export function quietWorker(file: URL, onRestart: () => void): WorkerClient {
  const nothing = () => {};
  return startWorker({
    file,
    logFolder: null,
    onNews: nothing,
    onNeedsSignIn: nothing,
    onRevoked: nothing,
    onAnswered: nothing,
    onTokenWanted: nothing,
    onRestart,
    log: nothing,
  });
}
