import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAudit } from '#server/db/audit.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { openTestBrowser, redeem, startPage, startWay, throughProvider } from '../../helpers/browser-flow.ts';
import { type IdentityProvider, startIdentityProvider } from '../../helpers/identity-provider.ts';

const RIVERA = { preferred_username: 'Rivera', name: 'Officer Rivera', roles: ['p2c-officers'] };

let directory: IdentityProvider;
let agency: Agency;
beforeAll(async () => {
  directory = await startIdentityProvider({ rivera: RIVERA });
  agency = await startAgency({ env: { ...directory.env, P2C_PROOF_MINUTES: '10' } });
});
afterAll(async () => {
  await agency.stop();
  await directory.stop();
});

/** Completes a whole sign-in, from a fresh workstation and browser. */
async function signIn(username: string, browser = openTestBrowser()) {
  const started = await startWay(agency);
  const back = await throughProvider(agency, browser, started, username);
  return { started, back, browser, answer: await redeem(agency, started, back) };
}
const lastAudit = async (count: number) => (await readAudit(agency.deps.db, 0, 100_000)).slice(-count);

test('an officer whom the directory knows gets an account and a session for twelve hours', async () => {
  const { back, started, answer } = await signIn('rivera');
  expect(back.searchParams.get('state')).toBe(started.deskState);
  expect(answer.status).toBe(201);
  expect(answer.body.officer).toMatchObject({ name: 'rivera', displayName: 'Officer Rivera', role: 'officer' });
  const { token } = answer.body;
  expect((await agency.call('GET', '/api/v1/me', { token })).body.name).toBe('rivera');
  const left = Date.parse(answer.body.expiresAt) - Date.now();
  expect(left).toBeGreaterThan(12 * 3_600_000 - 60_000);
  expect(left).toBeLessThanOrEqual(12 * 3_600_000);
  expect((await lastAudit(2)).map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
    ['officer.create', 'success', { role: 'officer', by: 'directory' }],
    ['session.open', 'success', expect.objectContaining({ by: 'directory' })],
  ]);
});

test('the code works once', async () => {
  const { started, back, answer } = await signIn('rivera');
  expect(answer.status).toBe(201);
  const again = await redeem(agency, started, back);
  expect([again.status, again.body.error.code, again.body.error.detail.code]).toEqual([
    401,
    'sign_in_failed',
    'directory_expired',
  ]);
});

test('another PKCE verifier gets no session, and the right one gets none after it', async () => {
  const started = await startWay(agency);
  const back = await throughProvider(agency, openTestBrowser(), started, 'rivera');
  const { verifier } = await startWay(agency);
  expect((await redeem(agency, { ...started, verifier }, back)).status).toBe(401);
  expect((await redeem(agency, started, back)).status).toBe(401);
});

test('a code that another workstation got is worth nothing here', async () => {
  const [theirs, ours] = [await startWay(agency), await startWay(agency)];
  const back = await throughProvider(agency, openTestBrowser(), theirs, 'rivera');
  expect((await redeem(agency, ours, back)).status).toBe(401);
  // The code works neither with our request's ID nor with the other workstation's.
  expect((await redeem(agency, { id: theirs.id, verifier: ours.verifier }, back)).status).toBe(401);
});

test('a guessed code ends the sign-in', async () => {
  const started = await startWay(agency);
  const back = await throughProvider(agency, openTestBrowser(), started, 'rivera');
  const guess = new URL(back);
  guess.searchParams.set('code', started.deskState);
  expect((await redeem(agency, started, guess)).status).toBe(401);
  expect((await redeem(agency, started, back)).status).toBe(401);
});

/** Stops the browser just before it returns to the agency server. */
async function atCallback(username = 'rivera') {
  const started = await startWay(agency);
  const browser = openTestBrowser();
  const isCallback = (to: string) => new URL(to).pathname === '/oidc/callback';
  const page = await browser.follow(startPage(agency, started), isCallback);
  const callback = isCallback(page.at) ? page.at : (await browser.follow(page.at, isCallback, { username })).at;
  return { started, browser, callback: new URL(callback) };
}

test('a callback with a state that nobody was sent with is refused', async () => {
  const { browser, callback } = await atCallback();
  callback.searchParams.set('state', 'A'.repeat(43));
  const page = await browser.fetchPage(callback.href);
  expect([page.status, page.to]).toEqual([404, null]);
  expect(page.text).toContain('can’t be used anymore');
});

test('a callback in a browser that was not sent to the provider is refused', async () => {
  const { browser, callback } = await atCallback();
  expect((await openTestBrowser().fetchPage(callback.href)).status).toBe(404);
  // A browser that was sent to the provider for another sign-in is refused, too.
  const other = await atCallback();
  expect((await other.browser.fetchPage(callback.href)).status).toBe(404);
  expect((await browser.fetchPage(callback.href)).status).toBe(302);
});

test('a callback works once', async () => {
  const { browser, callback } = await atCallback();
  expect((await browser.fetchPage(callback.href)).status).toBe(302);
  expect((await browser.fetchPage(callback.href)).status).toBe(404);
});

test('an answer that names another issuer is refused (mix-up, RFC 9207)', async () => {
  const { browser, callback, started } = await atCallback();
  expect(callback.searchParams.get('iss')).toBe(directory.url);
  callback.searchParams.set('iss', 'https://evil.example');
  const { to } = await browser.fetchPage(callback.href);
  const back = new URL(to ?? '');
  expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['failed', null]);
  expect((await redeem(agency, started, back)).status).toBe(400);
});

test('a code of the provider for another sign-in is refused, because its PKCE challenge and nonce are others', async () => {
  const [victim, attacker] = [await atCallback(), await atCallback()];
  victim.callback.searchParams.set('code', attacker.callback.searchParams.get('code') ?? '');
  const { to } = await victim.browser.fetchPage(victim.callback.href);
  expect(new URL(to ?? '').searchParams.get('error')).toBe('failed');
});

test('the browser is only ever sent to the provider or to the workstation on its own machine', async () => {
  const { browser, callback, started } = await atCallback();
  for (const name of ['redirect_uri', 'redirect', 'return_to', 'port', 'next'])
    callback.searchParams.set(name, 'https://evil.example');
  const { to } = await browser.fetchPage(callback.href);
  const back = new URL(to ?? '');
  expect([back.protocol, back.hostname, back.port, back.pathname]).toEqual(['http:', '127.0.0.1', '49213', '/']);
  const page = await browser.fetchPage(`${startPage(agency, started)}&to=https://evil.example`);
  expect(page.to === null || new URL(page.to).origin === directory.url).toBe(true);
  for (const port of [80, 1023, 65_536, '80@evil.example']) {
    const body = { challenge: 'A'.repeat(43), port, deskState: 'A'.repeat(43), workstation: 'x' };
    expect((await agency.call('POST', '/api/v1/browser-sign-ins', { body })).status).toBe(400);
  }
});

test('canceling at the provider tells the workstation so', async () => {
  const started = await startWay(agency);
  const back = await throughProvider(agency, openTestBrowser(), started, 'cancel');
  expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual(['canceled', started.deskState]);
});

test('opening the start page again replaces the first page', async () => {
  const started = await startWay(agency);
  const isCallback = (to: string) => new URL(to).pathname === '/oidc/callback';
  const [first, second] = [openTestBrowser(), openTestBrowser()];
  const form = await first.follow(startPage(agency, started), isCallback);
  const callback = await first.follow(form.at, isCallback, { username: 'rivera' });
  const back = await throughProvider(agency, second, started, 'rivera');
  expect((await first.fetchPage(callback.at)).status).toBe(404);
  expect((await redeem(agency, started, back)).status).toBe(201);
});

test('a silent sign-in is no fresh proof, and the session ends twelve hours after the person authenticated', async () => {
  const browser = openTestBrowser();
  await signIn('rivera', browser);
  const { answer } = await signIn('rivera', browser);
  const { db } = agency.deps;
  const session = await db
    .selectFrom('session')
    .select(['proven_at', 'created_at', 'expires_at'])
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  expect(answer.status).toBe(201);
  expect(session.proven_at?.getTime()).toBeLessThanOrEqual(session.created_at.getTime());
  expect(session.proven_at?.getMilliseconds()).toBe(0);
  expect(session.expires_at.getTime() - (session.proven_at?.getTime() ?? 0)).toBe(12 * 3_600_000);
});
