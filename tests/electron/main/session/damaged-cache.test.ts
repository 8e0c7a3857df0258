import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Log } from '#electron/common/log.ts';
import { createMeta } from '#electron/worker/db/meta.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { write } from '#electron/worker/db/write.ts';
import { createRandom } from '#server/demo-data/random.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { until } from '../../../helpers/workstation.ts';

/*
 * A cache on a failing disk: single bytes of its file change while the application runs, and between its starts. The
 * officer keeps working, and every waiting decision is sent or can be recovered.
 */
/** Each round flips one to six bits, 105 in all. */
const ROUNDS = 30;
const flipsOf = (round: number) => 1 + (round % 6);
const REPORTS = 60;
const MINUTE = 60_000;
let agency: Agency;
let account: Account;
let bench: Bench;
let reports: string[];

const threads = keepThreads();
beforeAll(async () => {
  agency = await startAgency();
  // Decisions wait for as long as the test takes.
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 600 } }));
  reports = [];
  // The reports are by different people, because comparing sixty similar ones at each opening would take most of the
  // time.
  for (let n = 0; n < REPORTS; n += 1) {
    const who = { givenName: `G${n}`, familyName: `F${n}`, phone: `860-555-${1000 + n}`, email: `p${n}@example.org` };
    reports.push(
      (await agency.file({ facts: { who, where: { address: `${n + 1} Main Street` }, how: `No. ${n}.` } })).id,
    );
  }
});
afterAll(async () => {
  await threads.stop();
  await agency.stop();
});
beforeEach(async () => {
  account = await agency.makeOfficer();
  bench = startBench(agency, { threads });
});
afterEach(() => bench.clear());

const file = () => join(bench.cache, bench.files().find((name) => name.endsWith('.db')) ?? '');

/** Signs in, pulls everything, decides about three reports and types a draft. */
async function prepared(log?: Log) {
  const app = await bench.start(log === undefined ? {} : { log });
  await app.session.signIn({ name: account.name, password: account.password });
  expect(await app.pulled()).toBe(REPORTS);
  const decided: string[] = [];
  for (const reportId of reports.slice(0, 3)) {
    const act = { kind: 'note', note: `Called ${reportId}.` } as const;
    const { seen } = await app.worker.ask('letter.preview', { reportId, act });
    decided.push((await app.worker.ask('review.act', { reportId, act, seen })).id);
  }
  return { app, decided };
}

/** Changes bits of the file or its log. Another connection's write makes the application read from disk again. */
async function flip(random: ReturnType<typeof createRandom>, count: number, isOpen: boolean): Promise<void> {
  const target = isOpen && random.int(0, 3) === 0 && statSync(`${file()}-wal`).size > 0 ? `${file()}-wal` : file();
  if (isOpen) {
    const keyHex = (await bench.keyOf(account)).toString('hex');
    try {
      const db = openCache({ path: file(), keyHex });
      write(db, (tx) => createMeta(db).colleagues.set(tx, JSON.stringify({ at: random.int(0, 1e9) })));
      db.close();
    } catch {
      // An earlier flip caused damage that the application has not met yet, so the write failed.
    }
  }
  const bytes = readFileSync(target);
  for (let n = 0; n < count; n += 1) {
    const at = random.int(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
  }
  writeFileSync(target, bytes, { flag: 'r+' });
}

/** Requests everything that an officer may look at. Any request may fail once, when it meets the damage. */
async function lookAround({ worker }: Started): Promise<void> {
  const failed = () => undefined;
  await worker.ask('check-cache', undefined).catch(failed);
  await worker.ask('outbox.list', undefined).catch(failed);
  for (const id of reports) await worker.ask('report.get', { id }).catch(failed);
}

const NOT_YET = { total: 0, integrity: 'damaged', waiting: [] as string[], sealed: [] as string[] };

/** Returns what the desk shows when everything has been pulled. */
async function whole({ pulled, worker }: Started): Promise<typeof NOT_YET> {
  return {
    total: await pulled(),
    integrity: (await worker.ask('check-cache', undefined))?.integrity ?? 'damaged',
    waiting: (await worker.ask('outbox.list', undefined)).map(({ id }) => id),
    sealed: (await worker.ask('journal.open', { file: null })).rows.map(({ id }) => id),
  };
}

/**
 * Checks that the desk works, and that each decision waits, is in the journal for the officer to confirm, or was sent.
 */
async function expectWhole(app: Started, decided: readonly string[]): Promise<void> {
  const { waiting, sealed } = await until(
    () => whole(app).catch(() => NOT_YET),
    ({ total, integrity }) => total === REPORTS && integrity === 'ok',
  );
  const sent = (await agency.deps.db.selectFrom('act').select('id').execute()).map(({ id }) => id);
  expect([...new Set([...waiting, ...sealed, ...sent])]).toEqual(expect.arrayContaining([...decided]));
}

test('flips while the application runs: it repairs itself, and no decision is lost', async () => {
  const { app, decided } = await prepared();
  const random = createRandom(7, 0);
  let repaired = 0;
  for (let n = 0; n < ROUNDS; n += 1) {
    // A disk that fails more often is shown to the officer.
    bench.clock.offset += 2 * MINUTE;
    const before = asides();
    await flip(random, flipsOf(n), true);
    await lookAround(app);
    await expectWhole(app, decided);
    expect(app.session.state().kind).toBe('signed_in');
    repaired += asides() - before;
  }
  expect(repaired).toBeGreaterThan(ROUNDS / 4);
});

const asides = () => bench.files().filter((name) => /\.db\.unreadable-[\w-]+Z$/.test(name)).length;

test('flips between starts: the officer can always start over, and no decision is lost', async () => {
  const { app, decided } = await prepared();
  await app.worker.stop();
  const names = readdirSync(bench.cache);
  const keep = join(bench.folder, 'whole.db');
  copyFileSync(file(), keep);
  const random = createRandom(11, 0);
  let startedOver = 0;
  for (let n = 0; n < ROUNDS; n += 1) {
    copyFileSync(keep, file());
    expect(names.some((name) => name.endsWith('-wal') && existsSync(join(bench.cache, name)))).toBe(false);
    await flip(random, flipsOf(n), false);
    const again = await bench.start();
    let state = await again.session.unlock({ password: account.password });
    if (state.kind === 'cache_unreadable') {
      startedOver += 1;
      state = await again.session.startAfresh();
    }
    expect(state.kind).toBe('signed_in');
    bench.clock.offset += 2 * MINUTE;
    await lookAround(again);
    await expectWhole(again, decided);
    await again.worker.stop();
  }
  expect(startedOver).toBeGreaterThan(0);
});

test('a cache that is damaged again within a minute is shown to the officer, who can start over', async () => {
  const { app, decided } = await prepared();
  const random = createRandom(3, 0);
  // The workstation's clock stands still, because on a busy machine a repair may take most of a minute.
  const stands = Date.now() + bench.clock.offset;
  /** Changes bits until a read meets one, which sets the cache aside or shows the damage. */
  const damage = async () => {
    const before = asides();
    await until(
      async () => {
        bench.clock.offset = stands - Date.now();
        await flip(random, 200, true);
        await lookAround(app);
        return asides() > before || app.session.state().kind === 'cache_unreadable';
      },
      (isMet) => isMet,
    );
  };
  await damage();
  await expectWhole(app, decided);
  expect(app.session.state().kind).toBe('signed_in');
  await damage();
  await until(
    () => app.session.state().kind,
    (kind) => kind === 'cache_unreadable',
    10_000,
  );
  await app.session.startAfresh();
  await expectWhole(app, decided);
  expect((await app.worker.ask('cache.state', undefined)).replacedAt).not.toBeNull();
});

/** Whether the cache that replaces a damaged one can't be written: a folder stands where its log should be. */
let isBlocked = false;
const blockedLog = () => `${bench.officerFiles.pathOf(account.officer.id)}-wal`;
const blocking: Log = (event) => {
  if (event === 'session.cache_set_aside' && isBlocked) mkdirSync(blockedLog());
};

const waiting = async ({ worker }: Started) =>
  (await worker.ask('outbox.list', undefined)).map(({ id }) => id).sort((a, b) => a.localeCompare(b));
const sorted = (ids: readonly string[]) => [...ids].sort((a, b) => a.localeCompare(b));

test('starting over again after it failed rescues from the cache that was set aside first', async () => {
  isBlocked = true;
  const { app, decided } = await prepared(blocking);
  await app.session.repair(account.officer.id);
  expect(app.session.state().kind).toBe('cache_unreadable');
  await expect(app.session.startAfresh()).rejects.toMatchObject({ code: 'disk_refused' });
  isBlocked = false;
  expect(await app.session.startAfresh()).toMatchObject({ kind: 'signed_in' });
  expect(await waiting(app)).toEqual(sorted(decided));
});

test('so does the next start, once, if the application ended before it could start over', async () => {
  isBlocked = true;
  const { app, decided } = await prepared(blocking);
  await app.session.repair(account.officer.id);
  expect(app.session.state().kind).toBe('cache_unreadable');
  await app.worker.stop();
  isBlocked = false;
  rmSync(blockedLog(), { recursive: true });
  const note = readFileSync(rescue(), 'utf8');
  const replacedAt: unknown[] = [];
  for (let n = 0; n < 2; n += 1) {
    const again = await bench.start();
    expect(await again.session.unlock({ password: account.password })).toMatchObject({ kind: 'signed_in' });
    expect(await waiting(again)).toEqual(sorted(decided));
    replacedAt.push((await again.worker.ask('cache.state', undefined)).replacedAt);
    await again.worker.stop();
    expect(existsSync(rescue())).toBe(false);
    // As if the application had ended right before it removed the note.
    writeFileSync(rescue(), note);
  }
  expect(replacedAt[1]).toBe(replacedAt[0]);
});

const rescue = () => bench.officerFiles.pathOf(account.officer.id).replace(/\.db$/, '.rescue');
