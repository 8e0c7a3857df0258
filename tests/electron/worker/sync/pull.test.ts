import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CallError } from '#electron/worker/api/call-error.ts';
import { type ApiClient, createApi } from '#electron/worker/api/client.ts';
import { type Tx, write } from '#electron/worker/db/write.ts';
import { cursorOfNext } from '#electron/worker/sync/page.ts';
import { createPull } from '#electron/worker/sync/pull.ts';
import type { Report } from '#shared/domain/report.ts';
import { errorShape } from '#shared/errors.ts';
import type { Topic } from '#shared/ipc-names.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';
import { until } from '../../../helpers/workstation.ts';

const REPORTS = 24;
/**
 * How long storing one report takes in this test, in ms. With it, some slices hold one report, and no slice can hold
 * all.
 */
const SLOW_MS = 4;

let agency: Agency;
let token: string;
beforeAll(async () => {
  agency = await startAgency();
  ({ token } = await agency.signedIn());
  // Without letters, which would change the reports again while tests pull them.
  for (let n = 0; n < REPORTS; n += 1) await agency.file({ facts: { who: { email: null } } });
  // A page ends before the oldest open transaction anywhere in this PostgreSQL, including other tests' databases. So
  // this waits until a page has all reports.
  await until(
    async () => (await agency.call('GET', '/api/v1/changes', { token })).body.reports.length,
    (reports) => reports === REPORTS,
  );
});
afterAll(() => agency.stop());

/** Makes a pull whose reports are slow to store; `stored` is called before each one is stored. */
function slowPull(
  cache: ReturnType<typeof filledCache>,
  stored: (report: Report) => void,
  api: ApiClient = createApi({ server: agency.url, token: () => token }),
  announce: (topic: Topic) => void = () => {},
) {
  const keep = (tx: Tx, report: Report, _: unknown, generation: number) => {
    stored(report);
    const end = performance.now() + SLOW_MS;
    while (performance.now() < end);
    cache.keepIn(tx, report, generation);
  };
  const pull = createPull({
    stores: cache,
    api,
    keep,
    decided: cache.linker.decided,
    unlink: cache.linker.unlink,
    begins: () => {},
    announce,
    makeRoom: () => Promise.resolve(),
    now: () => new Date(),
  });
  return { pull, step: () => pull.step(0, new AbortController().signal), close: api.close };
}

/** Repeats until a whole pull is complete: other tests' transactions may briefly hold back its last reports. */
const toTheEnd = (cache: ReturnType<typeof filledCache>, step: () => Promise<unknown>) =>
  until(
    async () => {
      await step();
      return cache.meta.pullDone.get();
    },
    (done) => done === null,
  );

const count = (cache: ReturnType<typeof filledCache>) => cache.closed.reports();

test('a query made while a page is stored is answered between two slices, from what is stored so far', async () => {
  const cache = filledCache();
  const seen: number[] = [];
  let asking = true;
  const ask = () => {
    seen.push(count(cache));
    if (asking) setImmediate(ask);
  };
  const { step, close } = slowPull(cache, () => {
    expect(cache.db.inTransaction).toBe(true);
  });
  ask();
  await toTheEnd(cache, step);
  asking = false;
  close();
  expect(cache.db.inTransaction).toBe(false);
  // A single intermediate state would be enough; a pull without slices would show all or nothing.
  expect(seen.filter((reports) => reports > 0 && reports < REPORTS).length).toBeGreaterThan(5);
  expect(count(cache)).toBe(REPORTS);
});

test('a pull killed midway through a page keeps its cursor and resumes with the same page', async () => {
  const cache = filledCache();
  let stored = 0;
  const dying = slowPull(cache, () => {
    stored += 1;
    if (stored === REPORTS - 2) throw new Error('killed here');
  });
  await expect(dying.step()).rejects.toThrow('killed here');
  dying.close();
  const kept = count(cache);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(REPORTS);
  expect(cache.meta.cursor.get()).toBeNull();
  const again = slowPull(cache, () => {});
  await toTheEnd(cache, again.step);
  again.close();
  expect(count(cache)).toBe(REPORTS);
  expect(cache.meta.cursor.get()).not.toBeNull();
  expect(cache.meta.pullDone.get()).toBeNull();
});

test.each([
  ['could not be committed', 'INSERT INTO owed (of) VALUES (999)', /FOREIGN KEY/],
  ['SQLite took back, as where a question met a disk that failed', 'ROLLBACK', /./],
])('a page that %s counts as not pulled, is not visible, and is pulled again', async (_, spoil, error) => {
  const cache = filledCache();
  rawOf(cache.db).exec(
    'CREATE TEMP TABLE owed (n INTEGER PRIMARY KEY, of INTEGER REFERENCES owed (n) DEFERRABLE INITIALLY DEFERRED)',
  );
  let stored = 0;
  const news: Topic[] = [];
  const { step, close } = slowPull(
    cache,
    () => {
      stored += 1;
      // Makes the commit fail between two of the last slices, which are committed together.
      if (stored === REPORTS - 2) setImmediate(() => rawOf(cache.db).exec(spoil));
    },
    undefined,
    (topic) => void news.push(topic),
  );
  await expect(step()).rejects.toThrow(error);
  expect(count(cache)).toBeLessThan(REPORTS - 2);
  expect(cache.meta.cursor.get()).toBeNull();
  // The policy with its titles comes before the page.
  expect(news).toEqual(['policy', 'reports', 'reports']);
  await toTheEnd(cache, step);
  close();
  expect(count(cache)).toBe(REPORTS);
});

test('a full pull that is killed removes nothing; one that completes removes exactly what the server no longer has', async () => {
  const gone = aReport({ serial: 900_001 });
  const cache = filledCache([gone]);
  write(cache.db, (tx) => cache.meta.generation.set(tx, 1));
  let stored = 0;
  const dying = slowPull(cache, () => {
    stored += 1;
    if (stored === 10) throw new Error('killed here');
  });
  await expect(dying.step()).rejects.toThrow('killed here');
  dying.close();
  expect(cache.reports.get(gone.id)).not.toBeNull();
  const again = slowPull(cache, () => {});
  await toTheEnd(cache, again.step);
  again.close();
  expect(cache.reports.get(gone.id)).toBeNull();
  expect(count(cache)).toBe(REPORTS);
});

test('the end of a full pull is announced even if it brought nothing, so that deferred work starts', async () => {
  const empty = await startAgency();
  onTestFinished(() => empty.stop());
  const officer = await empty.signedIn();
  const cache = filledCache();
  let told = 0;
  const { step, close } = slowPull(
    cache,
    () => {},
    createApi({ server: empty.url, token: () => officer.token }),
    () => {
      told += 1;
    },
  );
  const changed: boolean[] = [];
  await toTheEnd(cache, async () => changed.push((await step()).changed));
  expect(changed.at(-1)).toBe(true);
  expect(told).toBeGreaterThan(0);
  expect(await step()).toMatchObject({ more: false, changed: false });
  close();
});

/** Opens a transaction that is older than anything that starts later. `end` ends it, or else the end of the test. */
async function openTransaction(): Promise<{ end: () => Promise<void> }> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
  const work = agency.deps.db.transaction().execute(async (trx) => {
    await sql`select pg_current_xact_id()`.execute(trx);
    begins();
    await ended;
  });
  onTestFinished(() => {
    end();
    return work;
  });
  await begun;
  return {
    end: () => {
      end();
      return work;
    },
  };
}

test('a full pull does not remove a report that changed while an older transaction was open', async () => {
  const gone = aReport({ serial: 900_002 });
  const cache = filledCache([gone]);
  write(cache.db, (tx) => cache.meta.generation.set(tx, 1));
  const { step, close } = slowPull(cache, () => {});
  const [one] = (await agency.call('GET', '/api/v1/changes', { token })).body.reports as Report[];
  if (one === undefined) throw new Error('no report');
  cache.keep(one, 1);
  const older = await openTransaction();
  await until(
    async () => {
      await sql`update report set changed_txid = pg_current_xact_id() where id = ${one.id}`.execute(agency.deps.db);
      return (await agency.call('GET', '/api/v1/changes', { token })).body.reports.length;
    },
    (reports) => reports < REPORTS,
  );
  expect(await step()).toMatchObject({ more: false });
  expect(cache.reports.get(one.id)).not.toBeNull();
  // Deleted reports are removed at the end of a whole pull, which this was not.
  expect(cache.reports.get(gone.id)).not.toBeNull();
  expect(cache.meta.pullDone.get()).not.toBeNull();
  await older.end();
  await toTheEnd(cache, step);
  close();
  expect(cache.reports.get(one.id)).not.toBeNull();
  expect(cache.reports.get(gone.id)).toBeNull();
  expect(count(cache)).toBe(REPORTS);
});

test('an unparsable report is reported, those before it on its page are stored, and the cursor stays', async () => {
  const cache = filledCache();
  const api: ApiClient = createApi({ server: agency.url, token: () => token });
  let readable = 0;
  const spoilt: ApiClient = {
    ...api,
    bytes: async (name, given) => {
      const page = JSON.parse((await api.bytes(name, given)).toString());
      page.reports.at(-1).state = 'vanished';
      readable = page.reports.length - 1;
      return Buffer.from(JSON.stringify(page));
    },
  };
  const { step } = slowPull(cache, () => {}, spoilt);
  await expect(step()).rejects.toMatchObject({ code: 'bad_response' });
  api.close();
  expect(cache.meta.cursor.get()).toBeNull();
  expect(readable).toBeGreaterThan(0);
  expect(count(cache)).toBe(readable);
});

test('the next cursor is read from the end of a page, with any text in the reports', () => {
  const page = (more: boolean) => {
    const how = '"cursor":"bm90IHRoaXM","more":true';
    const rest = { pairs: [], removed: [], cursor: 'dGhpcyBvbmU', more, total: null, policyVersion: 3 };
    return Buffer.from(JSON.stringify({ reports: [{ how }, { how: 'Peña ünd 🚲'.repeat(40) }], ...rest }));
  };
  expect(cursorOfNext(page(true))).toBe('dGhpcyBvbmU');
  expect(cursorOfNext(page(false))).toBeNull();
  expect(cursorOfNext(Buffer.from('<html>'))).toBeNull();
});

test('a connection lost while pages are prefetched fails only the step that needed them', async () => {
  const cache = filledCache();
  const api: ApiClient = createApi({ server: agency.url, token: () => token });
  let asked = 0;
  const breaking: ApiClient = {
    ...api,
    // Requests small pages. The third request and the next few fail.
    bytes: async (name, given) => {
      asked += 1;
      if (asked >= 3 && asked <= 4) throw new CallError('offline', { reached: true, status: null });
      return api.bytes(name, { ...given, query: { ...Object(given).query, limit: 8 } });
    },
  };
  const { step } = slowPull(cache, () => {}, breaking);
  const broken: string[] = [];
  // An unhandled rejection would end the thread, and with it the test.
  for (let steps = 0; steps < 20 && count(cache) < REPORTS; steps += 1)
    await step().catch((error: unknown) => broken.push(errorShape(error).code));
  api.close();
  expect(new Set(broken)).toEqual(new Set(['offline']));
  expect(count(cache)).toBe(REPORTS);
});

test('an aborted long poll does not discard a page that the next step needs', async () => {
  const cache = filledCache();
  const api = createApi({ server: agency.url, token: () => token });
  const small: ApiClient = {
    ...api,
    bytes: (name, given) => api.bytes(name, { ...given, query: { ...Object(given).query, limit: 8 } }),
  };
  const waiting = new AbortController();
  // A decision has to be sent while the first of several pages is stored. This aborts the wait, and the prefetched
  // pages with it.
  const { pull } = slowPull(cache, () => waiting.abort(), small);
  await pull.step(25, waiting.signal).catch(() => undefined);
  const working = new AbortController().signal;
  for (let steps = 0; steps < 20 && count(cache) < REPORTS; steps += 1) await pull.step(0, working);
  api.close();
  expect(count(cache)).toBe(REPORTS);
});
