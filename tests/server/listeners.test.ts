import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placesOf } from '#server/listeners.ts';

const host = '127.0.0.1';
let other: Server;
let port: number;

beforeEach(async () => {
  other = createServer().listen(0, host);
  await once(other, 'listening');
  const address = other.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => void other.close());

test('a server whose port is taken names the setting that chooses another one', async () => {
  const [place] = await placesOf({ host, port, officers: null });
  await expect(place.listen(fastify())).rejects.toThrow(
    `The server cannot listen on http://${host}:${port}: another process is already listening there. Stop it, or set PORT to another port.`,
  );
});

test('where the port for officers is taken, that one’s setting is named', async () => {
  const [portal, officers] = await placesOf({ host, port: 0, officers: { host, port, tls: null, url: null } });
  await portal.release();
  await expect(officers?.listen(fastify())).rejects.toThrow('or set P2C_OFFICERS_PORT to another port.');
});
