import { preventableEvent, type StrictEmitter } from './emitter.ts';
import type { OpenWindow } from './host.ts';

export type Lifecycle = {
  isReady: () => boolean;
  whenReady: () => Promise<void>;
  /** Called once, after the application's entry module has been imported. */
  fireReady: () => void;
  quit: () => void;
  exit: (code?: number) => void;
  windowGone: () => void;
};

/**
 * Fires the lifecycle events from `ready` to `quit` in Electron's order. The application may cancel the same steps as in
 * Electron.
 */
export function createLifecycle(
  app: StrictEmitter,
  windows: Map<number, OpenWindow>,
  endProcess: (code: number) => void,
): Lifecycle {
  const ready = Promise.withResolvers<void>();
  let isReady = false;
  let quitting = false;
  let ended = false;
  // Keeps the process running until the application quits, as Electron does.
  const alive = setInterval(() => {}, 2 ** 30);

  function quit(): void {
    if (quitting || ended || prevented('before-quit')) {
      return;
    }
    quitting = true;
    // Let the caller's code run to completion first, as Electron does.
    setImmediate(() => {
      const closed = [...windows.values()].map((window) => window.close());
      if (closed.includes(false)) {
        quitting = false;
      } else {
        finish();
      }
    });
  }

  function finish(): void {
    if (prevented('will-quit')) {
      quitting = false;
    } else {
      exit(0);
    }
  }

  function exit(code = 0): void {
    if (ended) {
      return;
    }
    ended = true;
    quitting = true;
    for (const window of windows.values()) {
      window.destroy();
    }
    app.emit('quit', {}, code);
    clearInterval(alive);
    endProcess(code);
  }

  function prevented(name: string): boolean {
    const event = preventableEvent();
    app.emit(name, event);
    return event.defaultPrevented;
  }

  return {
    isReady: () => isReady,
    whenReady: () => ready.promise,
    fireReady: () => {
      // A second instance quits before it is ready and must not open windows while exiting.
      if (!isReady && !quitting) {
        isReady = true;
        app.emit('ready', {}, {});
        ready.resolve();
      }
    },
    quit,
    exit,
    windowGone: () => {
      if (windows.size === 0 && !quitting && !app.emit('window-all-closed')) {
        quit();
      }
    },
  };
}
