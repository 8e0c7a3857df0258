import { existsSync, mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createMeta } from '#electron/worker/db/meta.ts';
import { openCache } from '#electron/worker/db/open.ts';
import { write } from '#electron/worker/db/write.ts';
import { revokeSessions } from '#server/commands/accounts/revoke-sessions.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError } from '#shared/errors.ts';
import { type Account, type Agency, startAgency } from '../../../helpers/agency.ts';
import { wordsOnDisk } from '../../../helpers/disk-search.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';
import { until } from '../../../helpers/workstation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const approve: Act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };

let agency: Agency;
let account: Account;
let bench: Bench;
let report: Report;

const threads = keepThreads();
beforeAll(async () => {
  agency = await startAgency();
  await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 1 } }));
});
afterAll(async () => {
  await threads.stop();
  await agency.stop();
});
beforeEach(async () => {
  bench = startBench(agency, { threads });
  account = await agency.makeOfficer();
  report = await agency.file();
});
afterEach(async () => {
  await agency.online();
  await bench.clear();
});

const signIn = ({ session }: Started, password = account.password) => session.signIn({ name: account.name, password });
const unlock = ({ session }: Started, password = account.password) => session.unlock({ password });
const code = (wanted: string) => expect.objectContaining({ code: wanted });
/** Waits until the report is in the cache; otherwise, the report would be shown from the server. */
const has = ({ worker }: Started) =>
  until(
    () =>
      worker.ask('queue.page', {
        filter: { states: [], kinds: [], text: '', likelyDuplicate: false },
        sort: { column: 'receivedAt', direction: 'desc' },
        offset: 0,
        limit: 500,
      }),
    ({ rows }) => rows.some(({ id }) => id === report.id),
  );
/** Waits until decisions are sealed at once; one made before the agency's key arrived is sealed when it does. */
const sealsAtOnce = ({ worker }: Started) =>
  until(
    () => worker.ask('cache.state', undefined),
    ({ journal }) => journal.ready,
  );
async function decide({ worker }: Started) {
  const { seen } = await worker.ask('letter.preview', { reportId: report.id, act: approve });
  return worker.ask('review.act', { reportId: report.id, act: approve, seen });
}
const state = () => agency.report(report.id).then((one) => one.state);
async function changePassword(password: string) {
  await agency.deps.db
    .updateTable('officer')
    .set({ password_hash: await agency.deps.passwords.hash(password, 'test') })
    .where('id', '=', account.officer.id)
    .execute();
}

describe('a locked window', () => {
  test('opens with the password while offline, and decisions in their undo time are still sent', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await decide(app);
    expect(app.session.lock('by_hand')).toMatchObject({ kind: 'locked', why: 'by_hand', opensBy: 'password' });
    await until(state, (now) => now === 'approved');
    await agency.offline();
    await expect(unlock(app, 'wrong')).rejects.toThrow(code('wrong_password'));
    expect(app.session.state()).toMatchObject({ kind: 'locked', triesLeft: 4 });
    expect(await unlock(app)).toMatchObject({ kind: 'signed_in' });
  });

  test('also works without a keychain, with an in-memory cache', async () => {
    const app = await bench.start({ keychain: false });
    await signIn(app);
    await has(app);
    app.session.lock('idle');
    await expect(unlock(app, 'wrong')).rejects.toThrow(code('wrong_password'));
    expect(await unlock(app)).toMatchObject({ kind: 'signed_in', cache: 'memory' });
    expect(await app.queue()).toBeGreaterThan(0);
  });

  test('stays locked after the worker thread is restarted', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    app.session.lock('by_hand');
    await app.session.reopen();
    expect(app.session.state()).toMatchObject({ kind: 'locked', why: 'by_hand' });
    expect(await unlock(app)).toMatchObject({ kind: 'signed_in' });
    expect(await app.queue()).toBeGreaterThan(0);
  });

  test('stays locked if the cache then cannot be read, and starting over needs the password', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    app.session.lock('by_hand');
    // The thread died and the file was lost with it.
    await app.worker.ask('close', undefined);
    writeFileSync(bench.officerFiles.pathOf(account.officer.id), 'no cache of ours'.repeat(1024));
    await app.session.reopen();
    expect(app.session.state()).toMatchObject({ kind: 'locked', why: 'by_hand' });
    expect(await app.session.startAfresh()).toMatchObject({ kind: 'locked' });
    expect(await unlock(app)).toMatchObject({ kind: 'cache_unreadable', why: 'damaged' });
  });

  test('is shown if the cache cannot be opened after the worker thread restarts', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await app.worker.ask('close', undefined);
    const path = bench.officerFiles.pathOf(account.officer.id);
    const kept = `${path}.kept`;
    renameSync(path, kept);
    mkdirSync(path);
    await app.session.reopen();
    expect(app.session.state()).toMatchObject({ kind: 'locked' });
    rmdirSync(path);
    renameSync(kept, path);
    expect(await unlock(app)).toMatchObject({ kind: 'signed_in' });
    expect(await app.queue()).toBeGreaterThan(0);
  });

  test('cannot be opened by anyone else: another officer gets a separate cache', async () => {
    const app = await bench.start();
    await signIn(app);
    app.session.lock('by_hand');
    const other = await agency.makeOfficer();
    await expect(unlock(app, other.password)).rejects.toThrow(code('wrong_password'));
    await app.session.signOut({ leaveUnsent: true });
    expect(await app.session.signIn(other)).toMatchObject({ kind: 'signed_in', officer: { id: other.officer.id } });
    expect(bench.files().filter((name) => name.endsWith('.db'))).toHaveLength(2);
  });
});

describe('too many wrong passwords', () => {
  test('are in the audit log of the agency, which can see that someone guessed at a locked window', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    app.session.lock('by_hand');
    for (let n = 0; n < 4; n += 1) await expect(unlock(app, `wrong ${n}`)).rejects.toThrow(code('wrong_password'));
    await unlock(app, 'wrong');
    const closed = () =>
      agency.deps.db
        .selectFrom('audit')
        .select('detail')
        .where('action', '=', 'session.close')
        .where('actor', '=', account.officer.id)
        .executeTakeFirst();
    expect(await until(closed, (row) => row !== undefined)).toEqual({ detail: { why: 'too_many_tries' } });
  });

  test('leave nothing readable, say so, and the sealed journal returns the decision', async () => {
    const first = await bench.start();
    await signIn(first);
    await has(first);
    await sealsAtOnce(first);
    await agency.offline();
    const decided = await decide(first);
    await first.worker.stop();

    const app = await bench.start();
    for (let n = 0; n < 4; n += 1) await expect(unlock(app, `wrong ${n}`)).rejects.toThrow(code('wrong_password'));
    expect(await unlock(app, 'wrong')).toMatchObject({
      kind: 'signed_out',
      why: 'too_many_tries',
      lastName: account.name,
      sealedDecisions: 1,
    });
    // The only file left identifies the owner of the sealed journal by a number that only the server can resolve.
    expect(bench.files()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.owner$/)]);
    // The last officer's name, this workstation's device id and the agency's public key cannot unlock anything.
    const left = [...bench.keychain.entries.keys()].filter((key) => !/^(last-officer|device |recovery-key )/.test(key));
    expect(left).toEqual([]);
    expect(await unlock(app)).toMatchObject({ kind: 'signed_out' });

    await agency.online();
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in' });
    await has(app);
    const cache = await app.worker.ask('cache.state', undefined);
    expect(cache.journal).toMatchObject({ live: 1, lost: 1 });
    const { rows } = await app.worker.ask('journal.open', { file: null });
    expect(rows).toMatchObject([{ id: decided.id, reportId: report.id, act: approve }]);
    await app.worker.ask('journal.confirm', { id: decided.id });
    await until(state, (now) => now === 'approved');
    const { journal } = await until(
      () => app.worker.ask('cache.state', undefined),
      (now) => now.journal.live === 0,
    );
    expect(journal.lost).toBe(0);
  });

  test('count over restarts', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.worker.stop();
    for (let n = 0; n < 4; n += 1) {
      const app = await bench.start();
      await expect(unlock(app, 'wrong')).rejects.toThrow(code('wrong_password'));
      await app.worker.stop();
    }
    const app = await bench.start();
    expect(app.session.state()).toMatchObject({ kind: 'locked', triesLeft: 1 });
    expect(await unlock(app, 'wrong')).toMatchObject({ kind: 'signed_out', why: 'too_many_tries' });
  });

  test('delete nothing of a colleague who signs in during the last attempt', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.worker.stop();
    const app = await bench.start();
    for (let n = 0; n < 4; n += 1) await expect(unlock(app, 'wrong')).rejects.toThrow(code('wrong_password'));
    const other = await agency.makeOfficer();
    const { remove } = bench.keychain;
    bench.keychain.remove = async (name) => {
      bench.keychain.remove = remove;
      await app.session.signIn(other);
      return remove(name);
    };
    expect(await unlock(app, 'wrong')).toMatchObject({ kind: 'signed_in', officer: { id: other.officer.id } });
    expect(existsSync(bench.officerFiles.pathOf(other.officer.id))).toBe(true);
    expect(bench.officerFiles.wrap.read(account.officer.id)).toBeNull();
  });
});

describe('a revocation', () => {
  const revoke = () => revokeSessions(agency.deps, { name: account.name }, { actor: 'administrator', source: 'test' });

  test('reaches an open workstation without any action there and destroys what opens the cache', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    expect(await revoke()).toBe(1);
    // The pending long poll would be answered only at its timeout; a new report ends it sooner.
    await agency.file();
    await until(app.session.state, (now) => now.kind === 'signed_out');
    expect(app.session.state()).toMatchObject({ why: 'revoked', lastName: account.name });
    await until(bench.files, (files) => files.length === 0);
    expect([...bench.keychain.entries.keys()].some((key) => /^(session|key-half)/.test(key))).toBe(false);
    await expect(app.queue()).rejects.toThrow(code('signed_out'));
  });

  test('reaches a workstation on its lock page, even if its session has also expired', async () => {
    const first = await bench.start();
    await signIn(first);
    await has(first);
    await first.worker.stop();
    await revoke();
    bench.clock.offset = 13 * HOUR;
    const app = await bench.start();
    await until(app.session.state, (now) => now.kind === 'signed_out' && now.why === 'revoked');
    await until(bench.files, (files) => files.length === 0);
  });

  test('reaches a workstation that is paused because it needs a sign-in', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await agency.deps.db
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .execute();
    await agency.file();
    await until(app.session.state, (now) => now.kind === 'signed_in' && now.needsSignIn);
    await revoke();
    bench.clock.offset = 6 * MINUTE;
    await app.session.tick();
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'revoked' });
    expect(bench.files()).toEqual([]);
  });

  test('reaches a workstation started after the session expired, even if it comes later', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.worker.stop();
    bench.clock.offset = 13 * HOUR;
    const app = await bench.start();
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'expired' });
    await revoke();
    bench.clock.offset += 6 * MINUTE;
    await app.session.tick();
    expect(bench.files()).toEqual([]);
  });

  test('closes the report at once, and what the keychain failed to delete is removed as soon as possible', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    const { keychain } = bench;
    const { remove } = keychain;
    let refuse = (): void => undefined;
    const answered = new Promise<void>((_, reject) => (refuse = () => reject(new AppError('keychain_unavailable'))));
    keychain.remove = (name) => (name.startsWith('key-half') ? answered : remove(name));
    app.announced.length = 0;
    await revoke();
    await agency.file();
    await until(
      () => app.announced,
      (topics) => topics.includes('session'),
    );
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'revoked' });
    refuse();
    const kept = () => {
      const names = [...keychain.entries.keys()].map((name) => name.split(' ')[0] ?? '');
      return names.filter((name) => /^(closed-)?session$|^key-half$/.test(name)).sort();
    };
    await until(kept, (names) => names.join() === 'closed-session,key-half');
    // The remaining file tells the workstation which officer to ask about.
    await until(bench.files, (files) => files.length === 1);
    keychain.remove = remove;
    bench.clock.offset = 6 * MINUTE;
    await app.session.tick();
    expect(kept()).toEqual([]);
    expect(bench.files()).toEqual([]);
  });

  test('is carried out by the first call that learns of it', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await revoke();
    // This request neither pulls nor pushes.
    await app.worker.ask('hints.wrong', undefined).catch(() => undefined);
    await until(bench.files, (files) => files.length === 0);
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'revoked' });
  });

  test('is carried out when the next token is requested', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await agency.offline();
    await revoke();
    await agency.online();
    const [kept] = [...bench.keychain.entries].filter(([key]) => key.startsWith('session')).map(([, text]) => text);
    await app.session.renewToken(JSON.parse(kept ?? '{}').token);
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'revoked' });
    // The worker may learn of it first, and delete the files while this request already sees nobody signed in.
    await until(bench.files, (files) => files.length === 0);
  });

  test('reaches the cache of a signed-out officer while a colleague works at the same workstation', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await app.session.signOut({ leaveUnsent: true });
    const other = await agency.makeOfficer();
    await app.session.signIn(other);
    expect(bench.files().filter((name) => name.endsWith('.db'))).toHaveLength(2);
    await revoke();
    bench.clock.offset = 6 * MINUTE;
    await app.session.tick();
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', officer: { id: other.officer.id } });
    expect(bench.files().filter((name) => name.endsWith('.db'))).toHaveLength(1);
    expect(existsSync(bench.officerFiles.pathOf(other.officer.id))).toBe(true);
    expect([...bench.keychain.entries.keys()].filter((key) => key.includes(account.officer.id))).toEqual([]);
    expect(await app.queue()).toBeGreaterThanOrEqual(0);
  });

  test('learned of while a colleague takes over the workstation does not revoke the colleague', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await app.worker.ask('claim.at', { id: report.id });
    const claimed = async () => (await agency.report(report.id)).claim?.by.id ?? null;
    await until(claimed, (by) => by === account.officer.id);
    await agency.deps.db
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .execute();
    await agency.file();
    await until(app.session.state, (now) => now.kind === 'signed_in' && now.needsSignIn);
    await revoke();
    const other = await agency.makeOfficer();
    // Closing the cache releases its claim, and the response reports the revocation.
    expect(await app.session.signIn(other)).toMatchObject({ kind: 'signed_in' });
    expect(existsSync(bench.officerFiles.pathOf(other.officer.id))).toBe(true);
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', officer: { id: other.officer.id } });
    bench.clock.offset = 6 * MINUTE;
    await app.session.tick();
    expect(existsSync(bench.officerFiles.pathOf(account.officer.id))).toBe(false);
    expect(app.session.state()).toMatchObject({ kind: 'signed_in', officer: { id: other.officer.id } });
    expect(await app.queue()).toBeGreaterThanOrEqual(0);
  });

  test('that arrives while the password is checked is what is shown, not the lock', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.worker.stop();
    const app = await bench.start();
    const { get } = bench.keychain;
    bench.keychain.get = async (name) => {
      bench.keychain.get = get;
      await app.session.revoked(account.officer.id);
      return get(name);
    };
    expect(await unlock(app)).toMatchObject({ kind: 'signed_out', why: 'revoked' });
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'revoked' });
  });

  test('of a workstation reaches everyone who used it, at the next start', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.session.signOut({ leaveUnsent: true });
    await first.session.signIn(await agency.makeOfficer());
    await first.worker.stop();
    await revokeSessions(agency.deps, { workstation: 'test' }, { actor: 'administrator', source: 'test' });
    await bench.start();
    await until(bench.files, (files) => files.length === 0);
  });

  test('is applied before a new sign-in, which starts with an empty cache', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    const key = await bench.keyOf(account);
    await app.session.signOut({ leaveUnsent: true });
    await revoke();
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in' });
    expect((await bench.keyOf(account)).equals(key)).toBe(false);
    bench.clock.offset = 6 * MINUTE;
    await app.session.tick();
    expect(app.session.state()).toMatchObject({ kind: 'signed_in' });
  });

  test('that cannot be checked with the server blocks the sign-in, which would otherwise clear it', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await app.session.signOut({ leaveUnsent: true });
    await revoke();
    agency.failNext(503, { times: 20, path: '/api/v1/me' });
    await expect(signIn(app)).rejects.toThrow(code('unavailable'));
    expect(app.session.state().kind).toBe('signed_out');
    agency.mend();
    const key = await bench.keyOf(account);
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in' });
    expect((await bench.keyOf(account)).equals(key)).toBe(false);
  });

  test('is not assumed when the session only expired or its officer signed out', async () => {
    const app = await bench.start();
    await signIn(app);
    await agency.deps.db
      .updateTable('session')
      .set({ expires_at: new Date(0) })
      .execute();
    await agency.file();
    await until(app.session.state, (now) => now.kind === 'signed_in' && now.needsSignIn);
    expect(bench.files().length).toBeGreaterThan(0);
  });
});

describe('time', () => {
  test('ends offline work twelve hours after sign-in, and signing in again continues with what is pending', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await agency.offline();
    await decide(app);
    bench.clock.offset = 11.9 * HOUR;
    await app.session.tick();
    expect(app.session.state().kind).toBe('signed_in');
    bench.clock.offset = 12 * HOUR + 1000;
    await app.session.tick();
    expect(app.session.state()).toMatchObject({ kind: 'locked', why: 'expired', opensBy: 'sign_in' });
    await expect(app.queue()).rejects.toThrow(code('signed_out'));
    await expect(unlock(app)).rejects.toThrow(code('unauthenticated'));
    await agency.online();
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in' });
    await until(state, (now) => now === 'approved');
  });

  test('is not stretched by a clock that is set back by less than five minutes again and again', async () => {
    const app = await bench.start();
    await signIn(app);
    await agency.offline();
    let hours = 0;
    for (; hours < 13 && app.session.state().kind === 'signed_in'; hours += 1) {
      for (let step = 0; step < 15; step += 1) {
        bench.clock.offset += 4 * MINUTE;
        await app.session.tick();
        bench.clock.offset -= 4 * MINUTE;
        await app.session.tick();
      }
    }
    expect(app.session.state()).toMatchObject({ kind: 'locked', why: 'expired', opensBy: 'sign_in' });
    expect(hours).toBe(12);
  });

  test('is not stretched by setting the clock back between starts, either', async () => {
    let app = await bench.start();
    await signIn(app);
    await agency.offline();
    for (let step = 0; step < 4; step += 1) {
      bench.clock.offset += 3.03 * HOUR;
      await app.session.tick();
      await app.worker.stop();
      bench.clock.offset -= 4 * MINUTE;
      app = await bench.start();
      if (step < 3) {
        await unlock(app);
        await app.session.tick();
        expect(app.session.state().kind).toBe('signed_in');
      }
    }
    expect(app.session.state()).toMatchObject({ kind: 'signed_out', why: 'expired' });
  });

  test('that runs out while the application is closed requires a sign-in, and the last user name is remembered', async () => {
    await signIn(await bench.start());
    bench.clock.offset = 24 * HOUR;
    const again = await bench.start();
    expect(again.session.state()).toMatchObject({ kind: 'signed_out', why: 'expired', lastName: account.name });
  });

  test('set back locks a running application, and a sign-in fixes it', async () => {
    const app = await bench.start();
    bench.clock.offset = 2 * HOUR;
    await signIn(app);
    bench.clock.offset = 0;
    await app.session.tick();
    expect(app.session.state()).toMatchObject({ kind: 'locked', why: 'clock_set_back', opensBy: 'sign_in' });
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in' });
    await app.session.tick();
    expect(app.session.state().kind).toBe('signed_in');
  });

  test('set back while the application was closed requires a sign-in', async () => {
    const first = await bench.start();
    bench.clock.offset = 2 * HOUR;
    await signIn(first);
    await first.worker.stop();
    bench.clock.offset = 0;
    const again = await bench.start();
    expect(again.session.state()).toMatchObject({ kind: 'signed_out', why: 'clock_set_back' });
    expect(await signIn(again)).toMatchObject({ kind: 'signed_in' });
  });

  test('is also stored in the cache: swapping the key file does not reset it', async () => {
    const first = await bench.start();
    await signIn(first);
    await has(first);
    const key = await bench.keyOf(account);
    await bench.stopAll();
    const db = openCache({ path: bench.officerFiles.pathOf(account.officer.id), keyHex: key.toString('hex') });
    write(db, (tx) => createMeta(db).newestAt.set(tx, new Date(Date.now() + HOUR).toISOString()));
    db.close();
    const app = await bench.start();
    expect(await unlock(app)).toMatchObject({ kind: 'locked', why: 'clock_set_back', opensBy: 'sign_in' });
    await expect(app.queue()).rejects.toThrow(code('signed_out'));
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in' });
  });
});

describe('another password', () => {
  test('does not rewrap a key wiped by the clock closing the cache during sign-in', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    const key = await bench.keyOf(account);
    const { get } = bench.keychain;
    const ticks: Promise<void>[] = [];
    bench.keychain.get = async (name) => {
      if (name.startsWith('key-half') && ticks.length === 0) {
        bench.clock.offset = 12 * HOUR + 1000;
        ticks.push(app.session.tick());
      }
      return get(name);
    };
    expect((await signIn(app)).kind).toBe('signed_in');
    await Promise.all(ticks);
    expect(ticks).toHaveLength(1);
    bench.keychain.get = get;
    expect((await bench.keyOf(account)).equals(key)).toBe(true);
    // Regardless of which of the two finished last, the session shown is open.
    expect(app.session.state().kind).toBe('signed_in');
    expect(await app.queue()).toBeGreaterThan(0);
  });

  test('opens the cache from then on if it was accepted while the cache was open', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await changePassword('a whole new password');
    app.session.lock('by_hand');
    expect(await signIn(app, 'a whole new password')).toMatchObject({ kind: 'signed_in' });
    expect(await app.queue()).toBeGreaterThan(0);
    await app.worker.stop();
    const again = await bench.start();
    await expect(unlock(again)).rejects.toThrow(code('wrong_password'));
    expect(await unlock(again, 'a whole new password')).toMatchObject({ kind: 'signed_in' });
  });

  test('accepted while the cache was closed cannot open it: this is reported, and the journal still has the decision', async () => {
    const first = await bench.start();
    await signIn(first);
    await has(first);
    await sealsAtOnce(first);
    await agency.offline();
    const decided = await decide(first);
    await first.worker.stop();
    await agency.online();
    await changePassword('a whole new password');
    const app = await bench.start();
    expect(await signIn(app, 'a whole new password')).toMatchObject({
      kind: 'cache_unreadable',
      why: 'password_changed',
    });
    expect(await app.session.startAfresh()).toMatchObject({ kind: 'signed_in' });
    await has(app);
    expect((await app.worker.ask('journal.open', { file: null })).rows.map(({ id }) => id)).toEqual([decided.id]);
  });
});

describe('signing out', () => {
  test('with unsent decisions requires confirmation, and keeps the cache and the journal', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await sealsAtOnce(app);
    await agency.offline();
    await decide(app);
    await expect(app.session.signOut({ leaveUnsent: false })).rejects.toThrow(code('decisions_waiting'));
    expect(app.session.state().kind).toBe('signed_in');
    expect(await app.session.signOut({ leaveUnsent: true })).toMatchObject({ kind: 'signed_out' });
    expect(existsSync(bench.officerFiles.journalOf(account.officer.id))).toBe(true);
    await agency.online();
    await signIn(app);
    await until(state, (now) => now === 'approved');
  });

  test('with the cache closed by the lock counts what is in the sealed journal, and also asks', async () => {
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await sealsAtOnce(app);
    await agency.offline();
    await decide(app);
    app.session.lock('by_hand');
    expect(await app.session.unsent()).toBe(1);
    bench.clock.offset = 12 * HOUR + 1000;
    await app.session.tick();
    expect(await app.session.unsent()).toBe(1);
    await expect(app.session.signOut({ leaveUnsent: false })).rejects.toThrow(code('decisions_waiting'));
    await app.worker.stop();
    bench.clock.offset = 0;
    const again = await bench.start();
    expect(again.session.state()).toMatchObject({ kind: 'locked', why: 'start' });
    await expect(again.session.signOut({ leaveUnsent: false })).rejects.toThrow(code('decisions_waiting'));
    expect(await again.session.signOut({ leaveUnsent: true })).toMatchObject({ kind: 'signed_out' });
    expect(await again.session.unsent()).toBe(0);
  });

  test('while locked cannot discard what only this window has', async () => {
    const app = await bench.start({ keychain: false });
    await signIn(app);
    await has(app);
    await agency.offline();
    await decide(app);
    app.session.lock('by_hand');
    await expect(app.session.signOut({ leaveUnsent: true })).rejects.toThrow(code('decisions_waiting'));
    await unlock(app);
    expect(await app.session.signOut({ leaveUnsent: true })).toMatchObject({ kind: 'signed_out' });
  });

  test('completes even if the worker thread no longer responds: the session is neither open nor stored', async () => {
    const app = await bench.start();
    await signIn(app);
    await app.worker.stop();
    expect(await app.session.signOut({ leaveUnsent: true })).toMatchObject({ kind: 'signed_out' });
    expect((await bench.start()).session.state()).toMatchObject({ kind: 'signed_out' });
  });

  test('sends at once what an officer wants sent before leaving', async () => {
    await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 600 } }));
    const app = await bench.start();
    await signIn(app);
    await has(app);
    await until(
      () => app.worker.ask('policy.current', undefined),
      (policy) => policy?.limits.holdSeconds === 600,
    );
    await decide(app);
    await app.worker.ask('outbox.send-now', undefined);
    await until(state, (now) => now === 'approved');
    await agency.publish((policy) => ({ ...policy, limits: { ...policy.limits, holdSeconds: 1 } }));
  });
});

test('no workstation file contains the password or the key', async () => {
  // With a log file.
  const own = startBench(agency);
  onTestFinished(() => own.clear());
  const app = await own.start();
  await signIn(app);
  const key = await own.keyOf(account);
  app.session.lock('by_hand');
  await unlock(app, 'wrong password').catch(() => undefined);
  await unlock(app);
  await app.worker.stop();
  const hidden = [
    account.password,
    'wrong password',
    key.toString('hex'),
    key.toString('base64'),
    key.toString('latin1'),
  ];
  expect(wordsOnDisk([own.folder], hidden)).toEqual([]);
});
