import { createServer } from 'node:net';

/** Below those that the system gives to whoever asks for any, and above those that have a meaning. */
const FIRST = 20_000;
const EACH = 3_000;
const RUNNERS = 4;

/** Who runs tests beside others has ports beside theirs. */
const slot = Number(process.env.TEST_PARALLEL_INDEX ?? process.env.VITEST_POOL_ID ?? 0) % RUNNERS;
let next = process.pid;

/**
 * A free port of 127.0.0.1 for what stops listening and comes back to the same address: one of the system's could be
 * somebody else's by then.
 */
export async function ownPort(): Promise<number> {
  for (;;) {
    const port = FIRST + slot * EACH + (next++ % EACH);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
