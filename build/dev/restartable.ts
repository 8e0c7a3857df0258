import type { ChildProcess } from 'node:child_process';
import { end } from '../processes.mjs';

/**
 * A process that is ended and started again on each call. Calls that come while it ends are taken together: what they want
 * is the newest, once.
 * @returns over when the process was started that the call wanted.
 */
export function restartable(start: () => ChildProcess): () => Promise<void> {
  let child: ChildProcess | null = null;
  let isWanted = false;
  let busy: Promise<void> | null = null;
  return () => {
    isWanted = true;
    busy ??= go().finally(() => {
      busy = null;
    });
    return busy;
  };

  async function go(): Promise<void> {
    while (isWanted) {
      // Also without a child: calls of the same moment are one.
      await (child && end(child));
      isWanted = false;
      child = start();
    }
  }
}
