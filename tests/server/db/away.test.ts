import { connect, createServer, type Server, type Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openDatabase } from '#server/db/open.ts';
import { toAppError } from '#server/routes/errors.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';

/* Driver errors are reported as "not now" only if they mean that PostgreSQL cannot be reached. */

let database: FreshDatabase;
let line: { server: Server; url: string; sockets: Set<Socket>; silent: boolean };
let open: Db[];

beforeEach(async () => {
  database = await freshDatabase();
  open = [];
  line = await openLine(database.url);
});
afterEach(async () => {
  for (const socket of line.sockets) socket.destroy();
  line.server.close();
  await Promise.all(open.map((db) => db.destroy()));
  await database.drop();
});

/** Opens a connection to the database that can be cut silently or stalled. */
async function openLine(url: string): Promise<typeof line> {
  const to = new URL(url);
  const there = { port: Number(to.port), host: to.hostname };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    sockets.add(near.on('error', () => {}));
    if (line.silent) return;
    const far = connect(there);
    sockets.add(far.on('error', () => {}));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  to.hostname = '127.0.0.1';
  to.port = String(port);
  return { server, url: to.href, sockets, silent: false };
}

function pool(connections: number): Db {
  const db = openDatabase(line.url, () => {}, connections, 2_000);
  open.push(db);
  return db;
}
const cut = () => {
  for (const socket of line.sockets) socket.destroy();
};
const log = { error: () => {} } as unknown as FastifyBaseLogger;
/** Returns the error code that a request would get for this work, or `fine`. */
const answerTo = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: unknown) => toAppError(error, log).code,
  );

test('a connection that breaks during a statement, or between two in a transaction, counts as unavailable', async () => {
  const db = pool(1);
  const sleeping = answerTo(sql`select pg_sleep(20)`.execute(db));
  await expect
    .poll(
      async () =>
        (
          await sql`select 1 from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`.execute(
            database.db,
          )
        ).rows,
    )
    .not.toHaveLength(0);
  cut();
  expect(await sleeping).toBe('unavailable');
  const between = db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sql`select 1`.execute(trx);
  });
  expect(await answerTo(between)).toBe('unavailable');
});

test('a pool whose connections are all checked out for too long counts as unavailable', async () => {
  const db = pool(1);
  await db.connection().execute(async () => expect(await answerTo(sql`select 1`.execute(db))).toBe('unavailable'));
  expect(await answerTo(sql`select 1`.execute(db))).toBe('fine');
});

test('a database that accepts the connection but never responds, or refuses it, counts as unavailable', async () => {
  const db = pool(2);
  line.silent = true;
  expect(await answerTo(sql`select 1`.execute(db))).toBe('unavailable');
  line.silent = false;
  expect(await answerTo(sql`select 1`.execute(db))).toBe('fine');
  cut();
  await new Promise((resolve) => line.server.close(resolve));
  expect(await answerTo(sql`select 1`.execute(db))).toBe('unavailable');
});

test('a bug of ours is not reported as a database outage', async () => {
  const db = pool(1);
  expect(await answerTo(sql`select nothing from nowhere`.execute(db))).toBe('internal');
  expect(await answerTo(Promise.reject(new TypeError('no such thing')))).toBe('internal');
  expect(await answerTo(Promise.reject(null))).toBe('internal');
});
