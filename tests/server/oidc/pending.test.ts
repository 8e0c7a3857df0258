import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { openTestBrowser, PORT, redeem, startWay, throughProvider } from '../../helpers/browser-flow.ts';
import { type IdentityProvider, startIdentityProvider } from '../../helpers/identity-provider.ts';

const MOST_PENDING = 10_000;
const STAFF = '198.51.100.7';
let directory: IdentityProvider;
let agency: Agency;
beforeAll(async () => {
  directory = await startIdentityProvider({ rivera: { preferred_username: 'rivera', roles: ['p2c-officers'] } });
  const env = { ...directory.env, P2C_STAFF_NETWORKS: '198.51.100.0/24', P2C_SIGN_INS_PER_MINUTE: '5000' };
  agency = await startAgency({ env });
});
afterAll(async () => {
  await agency.stop();
  await directory.stop();
});
beforeEach(() => agency.deps.db.deleteFrom('browser_request').execute());

const random = () => randomBytes(32).toString('base64url');
const start = (address: string) =>
  agency.call('POST', '/api/v1/browser-sign-ins', {
    headers: { 'x-forwarded-for': address },
    body: { challenge: random(), port: PORT, deskState: random(), workstation: 'Front desk' },
  });

/** Copies the pending sign-ins of these addresses until there are so many. */
async function fillFrom(addresses: readonly string[], most = MOST_PENDING): Promise<void> {
  for (const address of addresses) expect((await start(address)).status).toBe(201);
  const copies = Math.ceil(most / addresses.length) - 1;
  await sql`insert into browser_request
    select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'ticket_hash', gen_random_uuid()))).*
    from browser_request r, generate_series(1, ${sql.lit(copies)})`.execute(agency.deps.db);
}
const pending = async () =>
  Number((await sql<{ n: number }>`select count(*)::int as n from browser_request`.execute(agency.deps.db)).rows[0]?.n);

test("strangers with all the pending sign-ins there may be don't keep anyone else from signing in", async () => {
  await fillFrom(Array.from({ length: 17 }, (_, n) => `203.0.113.${n + 1}`));
  const before = await pending();
  const started = await startWay(agency);
  const back = await throughProvider(agency, openTestBrowser(), started, 'rivera');
  expect((await redeem(agency, started, back)).status).toBe(201);
  expect(await pending()).toBe(before);
});

test('a network with many pending sign-ins ends its own oldest one, and no one else loses theirs', async () => {
  await fillFrom(['2001:db8:1::1'], 1_000);
  expect((await start('203.0.113.1')).status).toBe(201);
  for (let n = 1; n <= 10; n += 1) expect((await start(`2001:db8:1:${n}::1`)).status).toBe(201);
  expect(await pending()).toBe(1_000 + 1);
});

test("a sign-in from the agency's own computers is never ended by strangers", async () => {
  await fillFrom(['203.0.113.1']);
  const { body } = await start(STAFF);
  for (let n = 0; n < 5; n += 1) await start(`203.0.113.${n + 2}`);
  const { id } = body as { id: string };
  expect(await agency.deps.db.selectFrom('browser_request').select('id').where('id', '=', id).execute()).toHaveLength(
    1,
  );
});

test('a live session can prove who it is while strangers hold all pending sign-ins, a few proofs at a time', async () => {
  const started = await startWay(agency);
  const back = await throughProvider(agency, openTestBrowser(), started, 'rivera');
  const { token } = (await redeem(agency, started, back)).body as { token: string };
  await fillFrom(['203.0.113.1']);
  const before = await pending();
  for (let n = 0; n < 8; n += 1) await startWay(agency, token);
  expect(await pending()).toBe(before + 5);
});
