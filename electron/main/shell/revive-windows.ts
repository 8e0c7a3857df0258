import { app } from 'electron';
import type { Log } from '#electron/common/log.ts';

/** If a page dies again within this time (in milliseconds), it would probably keep dying, so it is not reloaded. */
const APART_MS = 60_000;

/**
 * Reloads a page whose process has died, for example from lack of memory; otherwise the window stays empty. Saved data is
 * not in that process, and unfinished text is kept as a draft.
 */
export function reviveWindows(log: Log): void {
  let last = Number.NEGATIVE_INFINITY;
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log('window.process_gone', { reason, exitCode });
    if (performance.now() - last < APART_MS) return;
    last = performance.now();
    // Reload after the event: while it is being handled, the dead process still belongs to the page.
    setImmediate(() => {
      if (!contents.isDestroyed()) contents.reload();
    });
  });
}
