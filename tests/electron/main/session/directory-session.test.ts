import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeSessions } from '#server/commands/accounts/revoke-sessions.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';
import { bringBack, openTestBrowser, type TestBrowser } from '../../../helpers/browser-flow.ts';
import { type IdentityProvider, startIdentityProvider } from '../../../helpers/identity-provider.ts';
import { keepThreads } from '../../../helpers/kept-threads.ts';
import { type Bench, type Started, startBench } from '../../../helpers/session-bench.ts';

const HOUR = 3_600_000;
const PIN = 'seven herons';
let directory: IdentityProvider;
let agency: Agency;
let bench: Bench;
let browser: TestBrowser;
const threads = keepThreads();
beforeAll(async () => {
  const roles = ['p2c-officers'];
  directory = await startIdentityProvider({
    rivera: { preferred_username: 'rivera', name: 'Officer Rivera', roles },
    other: { preferred_username: 'other', roles },
  });
  agency = await startAgency({ env: directory.env });
  await agency.file();
});
afterAll(async () => {
  await threads.stop();
  await agency.stop();
  await directory.stop();
});
beforeEach(() => {
  bench = startBench(agency, { threads });
  browser = openTestBrowser();
});
afterEach(async () => {
  await agency.online();
  await bench.clear();
});

const code = (wanted: string, detail?: string) =>
  expect.objectContaining({ code: wanted, ...(detail === undefined ? {} : { detail: { code: detail, params: {} } }) });

/** Goes through the browser, up to the PIN. */
async function toPin({ session, opened }: Started, who = 'rivera', purpose: 'sign_in' | 'new_pin' = 'sign_in') {
  await session.directory.start({ purpose });
  const result = session.directory.result();
  result.catch(() => undefined);
  await bringBack(browser, opened.at(-1) ?? '', who);
  return result;
}
async function signIn(app: Started, pin = PIN) {
  await toPin(app);
  return app.session.directory.givePin({ pin });
}

describe('an officer of the directory', () => {
  test('signs in in the browser, chooses a PIN, and opens the window with it while offline', async () => {
    const app = await bench.start();
    expect(await toPin(app)).toMatchObject({ kind: 'pin_needed', choose: true, officer: { name: 'rivera' } });
    await expect(app.session.directory.givePin({ pin: 'short' })).rejects.toThrow(code('against_rule'));
    await expect(app.session.directory.givePin({ pin: 'password1' })).rejects.toThrow(code('against_rule'));
    expect(await app.session.directory.givePin({ pin: PIN })).toMatchObject({ kind: 'signed_in', by: 'directory' });
    await app.pulled();
    app.session.lock('by_hand');
    await agency.offline();
    await expect(app.session.unlock({ password: 'wrong' })).rejects.toThrow(code('wrong_password'));
    expect(await app.session.unlock({ password: PIN })).toMatchObject({ kind: 'signed_in' });
  });

  test('after a restart opens the reports with the PIN, and after twelve hours also signs in in the browser', async () => {
    const first = await bench.start();
    await signIn(first);
    const reports = await first.pulled();
    await bench.stopAll();
    const app = await bench.start();
    expect(app.session.state()).toMatchObject({ kind: 'locked', why: 'start', by: 'directory', opensBy: 'password' });
    expect(await app.session.unlock({ password: PIN })).toMatchObject({ kind: 'signed_in' });
    await bench.stopAll();
    bench.clock.offset = 12 * HOUR + 1000;
    const late = await bench.start();
    expect(late.session.state()).toMatchObject({ kind: 'signed_out', why: 'expired' });
    bench.clock.offset = 0;
    expect(await toPin(late)).toMatchObject({ kind: 'pin_needed', choose: false });
    expect(await late.session.directory.givePin({ pin: PIN })).toMatchObject({ kind: 'signed_in' });
    expect(await late.queue()).toBe(reports);
  });

  test('loses the key after five wrong PINs, also right after signing in', async () => {
    await signIn(await bench.start());
    await bench.stopAll();
    bench.clock.offset = 12 * HOUR + 1000;
    const app = await bench.start();
    bench.clock.offset = 0;
    await toPin(app);
    for (const triesLeft of [4, 3, 2, 1]) {
      await expect(app.session.directory.givePin({ pin: 'wrong' })).rejects.toThrow(code('wrong_password'));
      expect(app.session.state()).toMatchObject({ kind: 'pin_needed', triesLeft });
    }
    expect(await app.session.directory.givePin({ pin: 'wrong' })).toMatchObject({
      kind: 'signed_out',
      why: 'too_many_tries',
    });
    expect(bench.files()).toEqual([]);
  });

  test('who forgot the PIN authenticates again and chooses another one; the old cache is set aside', async () => {
    await signIn(await bench.start());
    await bench.stopAll();
    bench.clock.offset = 12 * HOUR + 1000;
    const app = await bench.start();
    bench.clock.offset = 0;
    await toPin(app);
    expect(await toPin(app, 'rivera', 'new_pin')).toMatchObject({ kind: 'pin_needed', choose: true });
    expect(await app.session.directory.givePin({ pin: 'eight otters' })).toMatchObject({ kind: 'signed_in' });
    expect(bench.files().some((name) => name.includes('.unreadable-'))).toBe(true);
  });

  test('changes the PIN with the old one', async () => {
    const app = await bench.start();
    await signIn(app);
    const change = (pin: string, newPin: string) => app.session.directory.changePin({ pin, newPin });
    await expect(change('wrong', 'eight otters')).rejects.toThrow(code('wrong_password'));
    await expect(change(PIN, 'rivera12')).rejects.toThrow(code('against_rule'));
    await change(PIN, 'eight otters');
    app.session.lock('by_hand');
    await expect(app.session.unlock({ password: PIN })).rejects.toThrow(code('wrong_password'));
    expect(await app.session.unlock({ password: 'eight otters' })).toMatchObject({ kind: 'signed_in' });
  });

  test('works without a keychain, with a PIN for this run', async () => {
    const app = await bench.start({ keychain: false });
    expect(await signIn(app)).toMatchObject({ kind: 'signed_in', cache: 'memory' });
    app.session.lock('idle');
    expect(await app.session.unlock({ password: PIN })).toMatchObject({ kind: 'signed_in' });
  });

  test('gives nothing of the PIN to the server or the directory, and the key to nobody', async () => {
    const app = await bench.start();
    await signIn(app);
    const { db } = agency.deps;
    const kept = JSON.stringify([
      await db.selectFrom('officer').selectAll().execute(),
      await db.selectFrom('session').selectAll().execute(),
      await db.selectFrom('browser_request').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
    ]);
    expect(kept).not.toContain(PIN);
    expect([...bench.keychain.entries.values()].join()).not.toContain(PIN);
  });

  test('whose sessions were revoked loses the reports on this workstation before choosing another PIN', async () => {
    const first = await bench.start();
    await signIn(first);
    await first.session.signOut({ leaveUnsent: true });
    await bench.stopAll();
    await revokeSessions(agency.deps, { name: 'rivera' }, { actor: 'test', source: 'test' });
    await agency.offline();
    const app = await bench.start();
    await agency.online();
    expect(await toPin(app)).toMatchObject({ kind: 'pin_needed', choose: true });
  });

  test('signs out of the directory, too', async () => {
    const app = await bench.start();
    await signIn(app);
    await app.session.signOut({ leaveUnsent: true });
    expect(app.opened.at(-1)).toMatch(/\/oidc\/sign-out\?ticket=[\w-]{43}$/);
    const page = await browser.follow(app.opened.at(-1) ?? '', () => false);
    expect(page.text).toContain('Sign out of the agency account?');
  });
});

describe('the browser', () => {
  test('that was canceled at the agency’s page leaves the sign-in page as it was', async () => {
    const app = await bench.start();
    await expect(toPin(app, 'cancel')).rejects.toThrow(code('sign_in_failed', 'directory_canceled'));
    expect(app.session.state()).toMatchObject({ kind: 'signed_out' });
  });

  test('is not waited for anymore after Cancel, and what it brings then is refused', async () => {
    const app = await bench.start();
    await app.session.directory.start({ purpose: 'sign_in' });
    const result = app.session.directory.result();
    const ended = expect(result).rejects.toThrow(code('sign_in_failed', 'directory_canceled'));
    app.session.directory.cancel();
    await ended;
    await expect(bringBack(browser, app.opened.at(-1) ?? '', 'rivera')).rejects.toThrow();
    expect(app.session.state()).toMatchObject({ kind: 'signed_out' });
  });

  test('can be opened again at the same address', async () => {
    const app = await bench.start();
    const { address } = await app.session.directory.start({ purpose: 'sign_in' });
    await app.session.directory.again();
    expect(app.opened).toEqual([address, address]);
    app.session.directory.cancel();
    await app.session.directory.result().catch(() => undefined);
  });

  test('in which someone else is signed in does not take over a locked window', async () => {
    const app = await bench.start();
    await signIn(app);
    app.session.lock('by_hand');
    browser = openTestBrowser();
    await expect(toPin(app, 'other')).rejects.toThrow(code('sign_in_failed', 'directory_other_person'));
    expect(app.session.state()).toMatchObject({ kind: 'locked', officer: { name: 'rivera' } });
  });

  test('that brings back the officer of a locked window does not open it without the PIN', async () => {
    const app = await bench.start();
    await signIn(app);
    app.session.lock('by_hand');
    expect(await toPin(app)).toMatchObject({ kind: 'pin_needed', choose: false });
    expect(await app.session.directory.givePin({ pin: PIN })).toMatchObject({ kind: 'signed_in' });
  });

  test('proves identity for a privileged act', async () => {
    const app = await bench.start();
    await signIn(app);
    const { db } = agency.deps;
    await db
      .updateTable('session')
      .set({ proven_at: new Date(0) })
      .execute();
    await app.session.directory.start({ purpose: 'proof' });
    const result = app.session.directory.result();
    await bringBack(browser, app.opened.at(-1) ?? '', 'rivera');
    expect(await result).toMatchObject({ kind: 'signed_in' });
    const latest = db.selectFrom('session').select('proven_at').orderBy('created_at', 'desc');
    expect((await latest.executeTakeFirstOrThrow()).proven_at?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });
});
