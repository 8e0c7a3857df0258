import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findResubmission } from '#server/commands/reports/find-resubmission.ts';
import { type Duplicates, startDuplicates } from '#server/duplicates/searcher.ts';
import { publishFirstPolicy } from '#server/first-policy.ts';
import { intake } from '../../helpers/builders.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

let database: FreshDatabase;
let searchers: Duplicates[];
let failures: string[];
beforeEach(async () => {
  database = await freshDatabase();
  [searchers, failures] = [[], []];
});
afterEach(async () => {
  for (const one of searchers) await one.stop();
  await database.drop();
});

function searcher(databaseUrl: string, mostMs = 60_000): Duplicates {
  const onFailure = (what: string) => void failures.push(what);
  const started = startDuplicates({ databaseUrl, now: () => new Date(), onFailure, mostMs });
  searchers.push(started);
  return started;
}
const anything = () => ({ kind: 'duplicates', reportId: randomUUID() }) as const;

/** Starts a database that accepts connections and never responds. */
async function silentDatabase(): Promise<{ url: string; stop: () => void }> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => open.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `postgres://somebody@127.0.0.1:${port}/none`,
    stop: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

test('an unknown report gives no results', async () => {
  expect(await searcher(database.url).ask<'duplicates'>(anything(), 'officer')).toBeNull();
});

test('a source with too many waiting requests is refused, another is not, and both get a retry time', async () => {
  const silent = await silentDatabase();
  try {
    const duplicates = searcher(silent.url, 60_000);
    // The first request is in the thread; the other sixteen wait in the queue.
    const waiting = Array.from({ length: 17 }, () => duplicates.ask<'duplicates'>(anything(), 'one'));
    const ended = Promise.allSettled(waiting);
    await expect(duplicates.ask<'duplicates'>(anything(), 'one')).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterSeconds: 5,
    });
    const other = duplicates.ask<'duplicates'>(anything(), 'other');
    const otherEnded = expect(other).rejects.toMatchObject({ code: 'unavailable' });
    await duplicates.stop();
    await otherEnded;
    expect((await ended).map(({ status }) => status)).toEqual(waiting.map(() => 'rejected'));
  } finally {
    silent.stop();
  }
});

test('a canceled request frees its place, and one that waits too long is refused', async () => {
  const silent = await silentDatabase();
  try {
    const duplicates = searcher(silent.url, 300);
    const gone = new AbortController();
    const first = duplicates.ask<'duplicates'>(anything(), 'one');
    const second = duplicates.ask<'duplicates'>(anything(), 'one', gone.signal);
    gone.abort();
    await expect(second).rejects.toMatchObject({ code: 'unavailable' });
    await expect(first).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
  } finally {
    silent.stop();
  }
});

test('filing is not blocked when the duplicate search fails, and the server keeps running', async () => {
  const deps = { db: database.db, now: () => new Date(), key: TEST_KEY, publicUrl: 'http://localhost' };
  await publishFirstPolicy(deps, 'resources/policy.json');
  const away = searcher('postgres://somebody@127.0.0.1:1/none');
  expect(await findResubmission(deps, away, intake(), '192.0.2.1')).toBeNull();
  expect(failures).toEqual([expect.stringContaining('ECONNREFUSED')]);
  // The thread survives and queries the database again.
  await expect(away.ask<'duplicates'>(anything(), 'officer')).rejects.toMatchObject({ code: 'unavailable' });
  expect(failures).toHaveLength(2);
});

test("an officer's search for duplicates is answered while confirmations fill the queue", async () => {
  const duplicates = searcher(database.url);
  const told = { ...intake(), corrections: [] };
  let over = 0;
  const confirmations = Array.from({ length: 300 }, (_, at) =>
    duplicates.ask<'earlier'>({ kind: 'earlier', told }, `address 192.0.2.${at}`).finally(() => (over += 1)),
  );
  const all = Promise.allSettled(confirmations);
  // Searches that don't fit into the queue are refused immediately.
  await new Promise((resolve) => setImmediate(resolve));
  const refused = over;
  expect(refused).toBeGreaterThan(0);
  expect(await duplicates.ask<'duplicates'>(anything(), 'account of an officer')).toBeNull();
  // Only the search that was already running may finish first.
  expect(over - refused).toBeLessThanOrEqual(2);
  await duplicates.stop();
  await all;
});
