import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createService,
  listServices,
  revokeService,
  rotateService,
} from '#server/commands/accounts/service-accounts.ts';
import { readAudit } from '#server/db/audit.ts';
import type { ServiceScope } from '#shared/domain/service-account.ts';
import { type Agency, startAgency } from '../../../helpers/agency.ts';

const BY = { actor: 'test', source: 'test' };
const DAY = 86_400_000;
let agency: Agency;
let ahead = 0;
beforeAll(async () => {
  agency = await startAgency({ now: () => new Date(Date.now() + ahead), env: { P2C_METRICS_PORT: '0' } });
});
afterAll(() => agency.stop());

let n = 0;
const make = (scopes: ServiceScope[], days = 90) => {
  n += 1;
  return createService(agency.deps, { name: `program-${n}`, scopes, days }, BY);
};
const get = (path: string, token: string) => agency.call('GET', path, { token });
const status = async (path: string, token: string) => (await get(path, token)).status;
const METRICS = '/api/v1/service/metrics';
const AUDIT = '/api/v1/service/audit?after=0&limit=5';

test('a token reads what its scopes name and nothing else', async () => {
  const [{ token: metrics }, { token: audit }] = [await make(['metrics']), await make(['audit'])];
  const found = await get(METRICS, metrics);
  expect([found.status, String(found.body).includes('p2c_audit_rows')]).toEqual([200, true]);
  expect(await status(AUDIT, metrics)).toBe(403);
  expect((await get(AUDIT, audit)).body.rows).toHaveLength(5);
  expect(await status(METRICS, audit)).toBe(403);
  for (const path of ['/api/v1/me', '/api/v1/audit?after=0', '/api/v1/accounts', '/api/v1/changes'])
    expect([path, await status(path, audit)]).toEqual([path, 401]);
});

test('an officer’s session is no service token, and neither are made-up ones', async () => {
  const { token } = await agency.signedIn('administrator');
  for (const one of [token, `p2cs_${token}`, 'p2cs_', '']) expect(await status(METRICS, one)).toBe(401);
});

test('what is refused is said in words for those who set up the program', async () => {
  const { token } = await make(['metrics']);
  const said = async (path: string, given: string) => (await get(path, given)).body.error.message;
  expect(await said(METRICS, `p2cs_${token}`)).toMatch(/^This token isn’t valid: it is mistyped, expired, replaced/);
  expect(await said(AUDIT, token)).toMatch(/^This service account isn’t allowed to read this\./);
  const { body } = await agency.call('GET', METRICS);
  expect(body.error.message).toMatch(/^This address needs a service account’s token/);
});

test('the newest two tokens work, so that a program can change without a gap', async () => {
  const { service, token: one } = await make(['metrics']);
  const { token: two } = await rotateService(agency.deps, { id: service.id }, 90, BY);
  expect([await status(METRICS, one), await status(METRICS, two)]).toEqual([200, 200]);
  const { token: three, service: now } = await rotateService(agency.deps, { id: service.id }, 90, BY);
  expect([await status(METRICS, one), await status(METRICS, two), await status(METRICS, three)]).toEqual([
    401, 200, 200,
  ]);
  expect(now.tokens).toHaveLength(2);
});

test('a token ends on its day, and a revoked account at once', async () => {
  const { token } = await make(['metrics'], 1);
  ahead = DAY + 1000;
  expect(await status(METRICS, token)).toBe(401);
  ahead = 0;
  const other = await make(['metrics']);
  await revokeService(agency.deps, { id: other.service.id }, BY);
  expect(await status(METRICS, other.token)).toBe(401);
  await expect(rotateService(agency.deps, { id: other.service.id }, 90, BY)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('use is audited once an hour for each token, a refusal each time, and no token is stored', async () => {
  const { token, service } = await make(['metrics']);
  for (let times = 0; times < 3; times += 1) await get(METRICS, token);
  await get(AUDIT, token);
  await get(AUDIT, token);
  const rows = (await readAudit(agency.deps.db, 0, 100_000)).filter(({ actor }) => actor === service.id);
  expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'service.use success',
    'service.use failure',
    'service.use failure',
  ]);
  expect(JSON.stringify(await agency.deps.db.selectFrom('service_token').selectAll().execute())).not.toContain(token);
});

test('administrators list, make, rotate and revoke them', async () => {
  const { token } = await agency.signedIn('administrator');
  const body = { name: 'siem', scopes: ['audit'], days: 30 };
  const made = await agency.call('POST', '/api/v1/services', { token, body });
  expect([made.status, made.body.service.name]).toEqual([201, 'siem']);
  const again = await agency.call('POST', '/api/v1/services', { token, body });
  expect(again.body.error.code).toBe('against_rule');
  const { id } = made.body.service;
  expect((await agency.call('POST', `/api/v1/services/${id}/tokens`, { token, body: { days: 30 } })).status).toBe(201);
  expect((await agency.call('DELETE', `/api/v1/services/${id}`, { token })).status).toBe(204);
  const [found] = (await listServices(agency.deps.db, new Date(), { id })) ?? [];
  expect(found?.revokedAt).not.toBeNull();
});

test('when an account was last used stays known after the token that it used is gone', async () => {
  const { service, token } = await make(['metrics']);
  await status(METRICS, token);
  const lastUsed = async () => (await listServices(agency.deps.db, new Date(), { id: service.id }))[0]?.lastUsedAt;
  const used = await lastUsed();
  expect(used).toEqual(expect.any(String));
  for (let n = 0; n < 2; n += 1) await rotateService(agency.deps, { id: service.id }, 90, BY);
  expect([await lastUsed(), await status(METRICS, token)]).toEqual([used, 401]);
});

test('a name that another service account has is refused as that, not as a username', async () => {
  const { service } = await make(['metrics']);
  const again = createService(agency.deps, { name: service.name, scopes: ['audit'], days: 1 }, BY);
  await expect(again).rejects.toMatchObject({ fields: [{ detail: { code: 'service_name_taken' } }] });
});

test('a program that reads the audit log gets the usernames of the accounts in it, and what each action means', async () => {
  const { token } = await make(['audit']);
  const { officer } = await agency.signedIn();
  const { body } = await get('/api/v1/service/audit?after=0&limit=2000', token);
  expect(body.rows.map(({ actor }: { actor: string }) => actor)).toContain(officer.id);
  expect(body.names[officer.id]).toBe(officer.name);
  const { body: meanings } = await get('/api/v1/service/audit/actions', token);
  const known = new Set(meanings.rows.map(({ action }: { action: string }) => action));
  for (const { action } of body.rows) expect(known).toContain(action);
  const { token: metrics } = await make(['metrics']);
  expect(await status('/api/v1/service/audit/actions', metrics)).toBe(403);
});
