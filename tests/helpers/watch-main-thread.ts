import { isMainThread } from 'node:worker_threads';

/*
 * Loaded before a server's own code (`node --import`). On request, reports the main thread's load since the last
 * request to the parent process. Uses processor time instead of the clock, so that other load on the machine does not
 * count.
 */

const STEP_MS = 2;

if (isMainThread) {
  let before = process.threadCpuUsage();
  let most = { blockMs: 0, heapBytes: 0 };
  const look = () => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    most = {
      // All processor time since the last turn, which is at least as long as the longest uninterrupted work in it.
      blockMs: Math.max(most.blockMs, (user + system) / 1000),
      heapBytes: Math.max(most.heapBytes, process.memoryUsage().heapUsed),
    };
  };
  setInterval(look, STEP_MS).unref();
  process.on('message', (asked) => {
    if (asked !== 'peaks?') return;
    look();
    process.send?.({ kind: 'peaks', ...most });
    most = { blockMs: 0, heapBytes: 0 };
  });
}
