import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { publishPolicy } from '#server/commands/agency/publish-policy.ts';
import { jobStates } from '#server/db/jobs.ts';
import type { Deps } from '#server/deps.ts';
import { type JobWork, type Scheduler, startScheduler } from '#server/jobs/scheduler.ts';
import { firstPolicy } from '../../helpers/builders.ts';
import { type FreshDatabase, freshDatabase } from '../../helpers/database.ts';
import { TEST_KEY } from '../../helpers/test-key.ts';

const START = Date.parse('2026-11-24T15:00:00.000Z');
let database: FreshDatabase;
let now: number;
let deps: Deps;
let open: Scheduler[];
let failed: [string, number][];

beforeEach(async () => {
  database = await freshDatabase();
  now = START;
  deps = { db: database.db, now: () => new Date(now), key: TEST_KEY, publicUrl: 'http://localhost' };
  await publishPolicy(deps, firstPolicy(), { actor: 'test', source: 'test' });
  open = [];
  failed = [];
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.stop()));
  await database.drop();
});

/** Starts the scheduler of one server process. It polls the table continuously, because tests move the clock. */
function start(): Scheduler {
  const scheduler = startScheduler(deps, { onFailure: (name, _, times) => failed.push([name, times]), pollMs: 20 });
  open.push(scheduler);
  return scheduler;
}

const stateOf = async (name: string) => (await jobStates(database.db)).find((one) => one.name === name);
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
const MINUTE = 60_000;

test('one of several processes runs a job each time it is due, and its outcome is stored', async () => {
  let runs = 0;
  const work: JobWork = async () => {
    runs += 1;
    return { done: 1 };
  };
  for (const one of [start(), start(), start()]) one.schedule('count', { everyMs: 10 * MINUTE }, work);
  for (let round = 1; round <= 4; round += 1) {
    await until(async () => expect((await stateOf('count'))?.lastSuccessAt?.getTime()).toBe(now));
    expect(runs).toBe(round);
    expect(await stateOf('count')).toMatchObject({ outcome: 'success', failures: 0, error: null });
    expect((await stateOf('count'))?.nextRunAt).toEqual(new Date(now + 10 * MINUTE));
    now += 10 * MINUTE;
  }
});

test('a job runs in only one process, however long it takes, without keeping a transaction open', async () => {
  let inside = 0;
  let most = 0;
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work: JobWork = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await held;
    inside -= 1;
    return {};
  };
  for (const one of [start(), start()]) one.schedule('long', { everyMs: MINUTE }, work);
  await until(() => expect(inside).toBe(1));
  now += 5 * MINUTE;
  const { rows } = await database.db.transaction().execute(async (trx) => {
    return sql<{ n: number }>`select count(*) as n from pg_stat_activity where datname = current_database()
      and pid <> pg_backend_pid() and state like 'idle in transaction%'`.execute(trx);
  });
  expect(rows[0]?.n).toBe(0);
  finish();
  await until(async () => expect((await stateOf('long'))?.outcome).toBe('success'));
  expect(most).toBe(1);
});

test('a job that still runs after a clock that was ahead is set right does not wait for the wrong time', async () => {
  const held = Promise.withResolvers<Record<string, number>>();
  let runs = 0;
  now = START + 4_000 * 1_440 * MINUTE;
  start().schedule('long', { everyMs: 10 * MINUTE }, async () => ((runs += 1) === 1 ? { done: 1 } : held.promise));
  await until(async () => expect((await stateOf('long'))?.lastSuccessAt?.getTime()).toBe(now));
  now += 10 * MINUTE;
  await until(() => expect(runs).toBe(2));
  now = START;
  await until(async () => expect((await stateOf('long'))?.nextRunAt.getTime()).toBeLessThan(START + 60 * MINUTE));
  held.resolve({});
});

test('a job that runs several times a minute does not wait behind long ones', async () => {
  const long = Promise.withResolvers<Record<string, number>>();
  let began = 0;
  const scheduler = start();
  for (const name of ['a', 'b', 'c', 'd'])
    scheduler.schedule(name, { everyMs: 60 * MINUTE }, () => {
      began += 1;
      return long.promise;
    });
  await until(() => expect(began).toBe(3));
  let urgent = 0;
  scheduler.schedule('urgent', { everyMs: MINUTE / 3 }, async () => {
    urgent += 1;
    return {};
  });
  await until(() => expect(urgent).toBe(1));
  expect(began).toBe(3);
  long.resolve({});
});

test('after downtime the jobs do not all run at once, and each runs once', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `job ${at}`);
  const ran: string[] = [];
  const most = { inside: 0, ever: 0 };
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const scheduler = start();
  for (const name of names) {
    scheduler.schedule(name, { everyMs: MINUTE }, async () => {
      ran.push(name);
      most.ever = Math.max(most.ever, (most.inside += 1));
      await held;
      most.inside -= 1;
      return {};
    });
  }
  await until(() => expect(ran).toHaveLength(3));
  // Connections are still available for everything else.
  const asked = Array.from({ length: 20 }, () => sql`select pg_sleep(0.01)`.execute(database.db));
  await Promise.all(asked);
  finish();
  await until(async () =>
    expect((await jobStates(database.db)).filter((one) => one.outcome === 'success')).toHaveLength(9),
  );
  expect(ran.toSorted()).toEqual(names);
  expect(most.ever).toBe(3);
});

test('a missed daily run is made up for once, and a new daily job waits for its time of day', async () => {
  let runs = 0;
  const count: JobWork = async () => {
    runs += 1;
    return {};
  };
  const first = start();
  first.schedule('nightly', { dailyAt: '03:30' }, count);
  await until(async () => expect((await stateOf('nightly'))?.nextRunAt.toISOString()).toBe('2026-11-25T08:30:00.000Z'));
  await first.stop();
  expect(runs).toBe(0);

  now += 5 * 24 * 60 * MINUTE;
  start().schedule('nightly', { dailyAt: '03:30' }, count);
  await until(async () => expect((await stateOf('nightly'))?.nextRunAt.toISOString()).toBe('2026-11-30T08:30:00.000Z'));
  expect(runs).toBe(1);
});

test('a failing job backs off, is counted, stores no error text, and recovers', async () => {
  let broken = true;
  start().schedule('shaky', { everyMs: MINUTE / 2 }, async () => {
    if (broken) throw Object.assign(new Error('Maria Lopez'), { code: '42P01' });
    return {};
  });
  for (let n = 1; n <= 3; n += 1) {
    await until(async () => expect((await stateOf('shaky'))?.failures).toBe(n));
    const state = await stateOf('shaky');
    expect(state).toMatchObject({ outcome: 'failure', error: '42P01', lastSuccessAt: null });
    expect(JSON.stringify(state)).not.toContain('Maria');
    const pause = (state?.nextRunAt.getTime() ?? 0) - now;
    expect(pause).toBe(MINUTE * 2 ** (n - 1));
    now += pause;
    broken = n < 3;
  }
  await until(async () =>
    expect(await stateOf('shaky')).toMatchObject({ outcome: 'success', failures: 0, error: null }),
  );
  expect(failed).toEqual([
    ['shaky', 1],
    ['shaky', 2],
    ['shaky', 3],
  ]);
});

test('if the process running a job loses its database connection, another one takes over', async () => {
  const ran: string[] = [];
  const hang: JobWork = (stopped) =>
    new Promise((_, reject) => {
      ran.push('first');
      stopped.addEventListener('abort', () => reject(new Error('stopped')));
    });
  const first = start();
  first.schedule('handed on', { everyMs: MINUTE }, hang);
  await until(() => expect(ran).toEqual(['first']));
  start().schedule('handed on', { everyMs: MINUTE }, async () => {
    ran.push('second');
    return {};
  });
  // A killed process loses its connections, and the lock depends only on them.
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 7021010
    and database = (select oid from pg_database where datname = current_database())`.execute(database.db);
  await until(() => expect(ran).toEqual(['first', 'second']));
});

test('a job that is asked to stop does not count as failed, and is due again', async () => {
  let begun = false;
  const scheduler = start();
  scheduler.schedule('unfinished', { everyMs: MINUTE }, async (stopped) => {
    begun = true;
    await new Promise((_, reject) => stopped.addEventListener('abort', () => reject(stopped.reason)));
    return {};
  });
  await until(() => expect(begun).toBe(true));
  await scheduler.stop();
  expect(await stateOf('unfinished')).toMatchObject({ failures: 0, outcome: null });
  expect((await stateOf('unfinished'))?.nextRunAt.getTime()).toBeLessThanOrEqual(now);
  expect(failed).toEqual([]);
});
