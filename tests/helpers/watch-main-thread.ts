import { isMainThread } from 'node:worker_threads';

/*
 * Loaded before a server's own code (`node --import`): tells whoever started it, when asked, what its main thread has had to
 * bear since the last time. Processor time and not the clock, so that a machine that is busy with other work counts for nothing.
 */

const STEP_MS = 2;

if (isMainThread) {
  let before = process.threadCpuUsage();
  let most = { blockMs: 0, heapBytes: 0 };
  const look = () => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    most = {
      // All that was computed since the last turn: at least the longest piece of work in it.
      blockMs: Math.max(most.blockMs, (user + system) / 1000),
      heapBytes: Math.max(most.heapBytes, process.memoryUsage().heapUsed),
    };
  };
  setInterval(look, STEP_MS).unref();
  process.on('message', (asked) => {
    if (asked !== 'borne?') return;
    look();
    process.send?.({ kind: 'borne', ...most });
    most = { blockMs: 0, heapBytes: 0 };
  });
}
