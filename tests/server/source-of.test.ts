import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { rememberSources, sourceOf } from '#server/source-of.ts';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { waitForLocks } from '../helpers/lock-waits.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

/** Sends a request on a connection of its own. */
async function ask(url: string, path: string, head = '') {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n${head}\r\n`);
  return socket;
}

test('what is read for a caller who has hung up is audited, with the address of the caller', async () => {
  const { token, officer } = await agency.signedIn('records');
  const { db } = agency.deps;
  await db.transaction().execute(async (trx) => {
    await sql`lock table session in access exclusive mode`.execute(trx);
    const socket = await ask(agency.serverUrl, '/api/v1/holds', `authorization: Bearer ${token}\r\n`);
    await waitForLocks(db, 1);
    socket.resetAndDestroy();
    await once(socket, 'close');
    await agency.whileOthersAsk();
  });
  const rows = async () =>
    (await readAudit(db, 0, 100_000)).flatMap(({ actor, action, outcome, source }) =>
      actor === officer.id && action !== 'session.open' ? [{ action, outcome, source }] : [],
    );
  await expect
    .poll(rows, { timeout: 20_000 })
    .toEqual([{ action: 'holds.read', outcome: 'success', source: '127.0.0.1' }]);
});

test.each([
  ['a connection that was remembered keeps its address', true, '127.0.0.1'],
  ['a connection that was gone before anyone asked is unknown', false, 'unknown'],
])('%s', async (_, isRemembered, expected) => {
  const app = Fastify({ trustProxy: 'loopback' });
  if (isRemembered) rememberSources(app);
  const heard = new Promise<string>((resolve) => {
    app.get('/', async ({ raw }, reply) => {
      raw.socket.destroy();
      await once(raw.socket, 'close');
      resolve(sourceOf(reply.request));
      return reply.hijack();
    });
  });
  const socket = await ask(await app.listen({ port: 0, host: '127.0.0.1' }), '/');
  expect(await heard).toBe(expected);
  socket.destroy();
  await app.close();
});
