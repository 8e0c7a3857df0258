import { startWorker, type WorkerClient } from '#electron/main/ipc/worker-client.ts';

/**
 * Starts the worker thread with the main process's own client. Nothing handles its notifications except the code that
 * renews its tokens.
 */
export function quietWorker(
  file: URL,
  onRestart: () => void,
  onTokenWanted: (stale: string) => void = () => {},
  restartApartMs = 60_000,
  onNeedsSignIn: (needed: boolean) => void = () => {},
): WorkerClient {
  const nothing = () => {};
  return startWorker({
    file,
    logFolder: null,
    onNews: nothing,
    onNeedsSignIn,
    onRevoked: nothing,
    onDamaged: () => {},
    onRecoveryKey: () => {},
    onAnswered: nothing,
    onTokenWanted,
    onRestart,
    log: nothing,
    restartApartMs,
  });
}
