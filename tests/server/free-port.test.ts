import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { keepFreePort } from '#server/free-port.ts';

/** Returns the error code if the server can't listen on the port, or null if it can. */
function obstacle(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
  });
}

test('a port assigned to a starting server belongs to no one else until the server listens on it', async () => {
  const { port, release } = await keepFreePort('127.0.0.1');
  expect(await obstacle(port)).toBe('EADDRINUSE');
  const early = connect(port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => early.once('close', resolve));
  await release();
  expect(await obstacle(port)).toBeNull();
  await release();
});
