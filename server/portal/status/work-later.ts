import { randomInt } from 'node:crypto';

/** More than people ask in a minute; what comes beyond that is dropped, so that a flood fills no memory. */
const MOST_WAITING = 1000;
const LEAST_MS = 300;
const MOST_MS = 3000;

/**
 * Does work after the request that asked for it was answered, one piece at a time, each after a random pause: neither
 * that answer nor the next one then tells how long the work took.
 */
export function workLater(onError: (error: unknown) => void) {
  const waiting = new Set<() => void>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(work: () => Promise<unknown>): void {
      if (waiting.size >= MOST_WAITING) return;
      const start = () => {
        clearTimeout(timer);
        if (waiting.delete(start)) last = last.then(work).catch(onError);
      };
      waiting.add(start);
      const timer = setTimeout(start, randomInt(LEAST_MS, MOST_MS));
    },
    /** Starts what still waits, and waits until all of it is done. */
    async finish(): Promise<void> {
      for (const start of waiting) start();
      await last;
    },
  };
}
