import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { trySignIn } from '../../helpers/signing-in.ts';

/*
 * What strangers who flood the sign-in leave to those whom the server knows: a workstation with a device token and a live
 * session, also at the strangers' own address.
 */
const STATION = '198.51.100.7';
const NETWORKS = 12;
const EACH = 20;
let agency: Agency;
beforeAll(async () => {
  agency = await startAgency({
    argon2: 'real',
    env: { P2C_SIGN_INS_PER_MINUTE: '60', P2C_SIGN_INS_PER_ACCOUNT: '10' },
  });
});
afterAll(() => agency.stop());

const from = (address: string, token?: string) => ({
  headers: { 'x-forwarded-for': address },
  ...(token === undefined ? {} : { token }),
});
const refresh = (refreshToken: string, address: string) =>
  agency.call('POST', '/api/v1/sessions/refresh', { body: { refreshToken }, ...from(address) });
const prove = (password: string, token: string, address: string) =>
  agency.call('POST', '/api/v1/sessions/current/proof', { body: { password }, ...from(address, token) });

test('a known workstation signs in and a live session goes on while strangers hold all places for passwords', async () => {
  const account = await agency.makeOfficer();
  const { body: known } = await trySignIn(agency, account, { address: STATION });
  const flood = Array.from({ length: NETWORKS * EACH }, (_, n) =>
    trySignIn(agency, { name: `nobody${n}`, password: 'wrong' }, { address: `203.0.113.${n % NETWORKS}` }),
  );
  let answered = 0;
  for (const one of flood) void one.then(() => (answered += 1));
  const deviceToken = known.deviceToken ?? '';
  const [signedIn, refreshed] = await Promise.all([
    trySignIn(agency, account, { address: STATION, deviceToken }),
    refresh(known.refreshToken, STATION),
  ]);
  const left = answered;
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect([signedIn.status, refreshed.status]).toEqual([201, 200]);
  expect(left).toBeLessThan(flood.length);
  // Without this, the flood was none.
  expect(statuses).toContain(503);
});

test('strangers behind the address of a station use up nothing of its live sessions, which have limits of their own', async () => {
  const account = await agency.makeOfficer();
  const { body } = await trySignIn(agency, account, { address: STATION });
  const strangers = await Promise.all(
    Array.from({ length: 70 }, (_, n) => refresh(`made-up-token-of-a-stranger-${n}`, STATION)),
  );
  for (let n = 0; n < 70; n += 1) await prove('wrong', `made-up-token-of-a-stranger-${n}`, STATION);
  expect(strangers.map(({ status }) => status)).toContain(429);
  const refreshed = await refresh(body.refreshToken, STATION);
  expect(refreshed.status).toBe(200);
  const { token } = refreshed.body as { token: string };
  expect((await prove(account.password, token, STATION)).status).toBe(204);

  const tries: number[] = [];
  for (let n = 0; n < 10; n += 1) tries.push((await prove(account.password, token, `192.0.2.${n}`)).status);
  expect(tries.at(-1)).toBe(429);
});
