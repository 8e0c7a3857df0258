import { app } from 'electron';
import type { Log } from '#electron/common/log.ts';
import type { StartFailure, StartMark } from './start-mark.ts';

/** A start that takes longer than this, in milliseconds, counts as failed unless it finishes later. */
const LATE_MS = 60_000;

export type StartWatch = ReturnType<typeof watchStart>;

/** Decides when a start has reached a usable window: the page has been rendered, and the worker thread has answered. */
export function watchStart(mark: StartMark, log: Log) {
  let [isDrawn, answers] = [false, false];
  const fail = (failure: StartFailure): void => {
    log('start.failed', { failure });
    mark.fail(failure);
  };
  let late: NodeJS.Timeout | undefined;
  const look = (): void => {
    if (!isDrawn || !answers) return;
    clearTimeout(late);
    mark.finish();
  };
  // Not emitted on a signal or a crash, only when somebody quits or the system shuts down.
  app.on('before-quit', mark.quit);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('did-fail-load', () => fail('window'));
    contents.on('preload-error', () => fail('window'));
    contents.on('render-process-gone', (_gone, { reason }) => {
      if (reason !== 'clean-exit') fail('window');
    });
  });
  return {
    /** Call before loading anything that can fail. */
    begin: (): void => {
      mark.begin();
      clearTimeout(late);
      late = setTimeout(() => fail('late'), LATE_MS).unref();
    },
    fail,
    drawn: (): void => {
      isDrawn = true;
      look();
    },
    /** @param ready rejects when the worker thread can't work. */
    awaitWorker: (ready: Promise<unknown>): void => {
      ready.then(
        () => {
          answers = true;
          look();
        },
        () => fail('worker'),
      );
    },
  };
}
