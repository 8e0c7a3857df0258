import { createServer } from 'node:net';

/** The first port to use: above the well-known ports, and below the range from which the system assigns ports. */
const FIRST = 20_000;
const EACH = 3_000;
const RUNNERS = 4;

/** Parallel test runners use different port ranges. */
const slot = Number(process.env.TEST_PARALLEL_INDEX ?? process.env.VITEST_POOL_ID ?? 0) % RUNNERS;
let next = process.pid;

/**
 * Returns a free port on 127.0.0.1 for a server that stops listening and later returns to the same address. A port
 * assigned by the system could be in use by another program by then.
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
