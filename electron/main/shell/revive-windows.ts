import { app } from 'electron';
import type { Log } from '#electron/common/log.ts';

/** A page that dies again so soon would do so for ever. */
const APART_MS = 60_000;

/**
 * Draws a page anew whose process has died, as of too little memory: else the window stays empty. What was saved is not in
 * that process, and what was half written is a draft.
 */
export function reviveWindows(log: Log): void {
  let last = Number.NEGATIVE_INFINITY;
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log('window.process_gone', { reason, exitCode });
    if (performance.now() - last < APART_MS) return;
    last = performance.now();
    // After the event: within it the dead process is still the page's own.
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload();
    });
  });
}
