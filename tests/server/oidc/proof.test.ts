import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { openTestBrowser, redeem, type Started, startWay, throughProvider } from '../../helpers/browser-flow.ts';
import { type IdentityProvider, startIdentityProvider } from '../../helpers/identity-provider.ts';

const HOUR = 3_600_000;
const ACR = 'urn:example:phishing-resistant';
let directory: IdentityProvider;
let agency: Agency;
let ahead = 0;
beforeAll(async () => {
  const roles = ['p2c-it'];
  directory = await startIdentityProvider({
    quinn: { preferred_username: 'quinn', roles },
    other: { preferred_username: 'other', roles },
  });
  directory.setAcr(ACR);
  const env = { ...directory.env, P2C_PROOF_MINUTES: '10', P2C_OIDC_STEP_UP_ACR: ACR };
  agency = await startAgency({ env, now: () => new Date(Date.now() + ahead) });
});
afterAll(async () => {
  await agency.stop();
  await directory.stop();
});

async function signIn(username = 'quinn') {
  ahead = 0;
  const [started, browser] = [await startWay(agency), openTestBrowser()];
  const { body } = await redeem(agency, started, await throughProvider(agency, browser, started, username));
  return { token: body.token as string, browser };
}
const privileged = async (token: string) => {
  const body = { name: `new.${Math.random().toString(36).slice(2)}`, displayName: 'New', role: 'records' };
  const { status, body: answer } = await agency.call('POST', '/api/v1/accounts', { token, body });
  return status === 201 ? 'done' : answer.error.code;
};
const prove = (token: string, { id, verifier }: Started, back: URL) =>
  agency.call('POST', '/api/v1/sessions/current/browser-proof', {
    token,
    body: { id, verifier, code: back.searchParams.get('code') ?? '' },
  });

test('a privileged act asks for a proof, and signing in at the provider again gives it', async () => {
  const { token, browser } = await signIn();
  expect(await privileged(token)).toBe('done');
  // Only the server's clock decides how old a proof is, so this makes the stored proof an hour old.
  await agency.deps.db
    .updateTable('session')
    .set({ proven_at: new Date(Date.now() - HOUR) })
    .execute();
  expect(await privileged(token)).toBe('proof_needed');
  const started = await startWay(agency, token);
  // The browser is still signed in at the provider, but the provider has to show its sign-in form again.
  const page = await browser.follow(`${agency.serverUrl}/oidc/start?ticket=${started.ticket}`, () => false);
  expect(page.text).toContain('Agency sign-in');
  const back = await throughProvider(agency, browser, started, 'quinn');
  expect((await prove(token, started, back)).status).toBe(204);
  expect(await privileged(token)).toBe('done');
});

test('somebody else at the provider proves nothing', async () => {
  const { token } = await signIn();
  const started = await startWay(agency, token);
  const back = await throughProvider(agency, openTestBrowser(), started, 'other');
  expect(back.searchParams.get('error')).toBe('other_person');
});

test('a proof is for the session that asked for it', async () => {
  const [{ token }, other] = [await signIn(), await signIn()];
  const started = await startWay(agency, token);
  const back = await throughProvider(agency, openTestBrowser(), started, 'quinn');
  expect((await prove(other.token, started, back)).status).toBe(401);
});

test('a code for a proof opens no session', async () => {
  const { token } = await signIn();
  const started = await startWay(agency, token);
  const back = await throughProvider(agency, openTestBrowser(), started, 'quinn');
  expect((await redeem(agency, started, back)).status).toBe(401);
});

test('a provider that did not ask as strictly as it had to proves nothing', async () => {
  const { token } = await signIn();
  const started = await startWay(agency, token);
  directory.setAcr(undefined);
  try {
    const back = await throughProvider(agency, openTestBrowser(), started, 'quinn');
    expect(back.searchParams.get('error')).toBe('not_recent');
  } finally {
    directory.setAcr(ACR);
  }
});

test('a sign-in that took longer than ten minutes, or a code older than a minute, has expired', async () => {
  const [slow, late] = [await startWay(agency), await startWay(agency)];
  const back = await throughProvider(agency, openTestBrowser(), late, 'quinn');
  ahead = 61_000;
  expect((await redeem(agency, late, back)).status).toBe(401);
  ahead = 10 * 60_000 + 1000;
  const page = await openTestBrowser().fetchPage(`${agency.serverUrl}/oidc/start?ticket=${slow.ticket}`);
  expect([page.status, page.to]).toEqual([404, null]);
});

test('signing out also ends the browser’s session at the provider', async () => {
  const { token, browser } = await signIn();
  const { body } = await agency.call('POST', '/api/v1/sessions/current/provider-sign-out', { token });
  const page = `${agency.serverUrl}/oidc/sign-out?ticket=${body.ticket}`;
  const asked = await browser.follow(page, () => false);
  expect(asked.text).toContain('Sign out of the agency account?');
  const [, action = '', xsrf = ''] = /action="([^"]+)"[\s\S]*name="xsrf" value="([^"]+)"/.exec(asked.text) ?? [];
  const done = await browser.follow(action, () => false, { xsrf, logout: 'yes' });
  expect(done.text).toContain('You are signed out');
  // The ticket works only once, and after the sign-out the provider asks for a new sign-in.
  expect((await browser.fetchPage(page)).status).toBe(404);
  const started = await startWay(agency);
  const again = await browser.follow(`${agency.serverUrl}/oidc/start?ticket=${started.ticket}`, () => false);
  expect(again.text).toContain('Agency sign-in');
});
