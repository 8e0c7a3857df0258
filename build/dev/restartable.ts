import type { ChildProcess } from 'node:child_process';
import { end } from '../processes.mjs';

/**
 * Returns a function that stops and restarts a process. Calls made while the process is stopping are combined into one
 * restart.
 * @returns the function; its promise resolves when the new process has been started.
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
      // Await even without a child, so that calls made in the same tick are combined.
      await (child && end(child));
      isWanted = false;
      child = start();
    }
  }
}
