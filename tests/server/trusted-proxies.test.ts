import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { type Agency, startAgency } from '../helpers/agency.ts';
import { INTAKE_KEY, intake } from '../helpers/builders.ts';

/* Calls the server at the address that other machines use, as a proxy on another machine does. */
const own = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
let agency: Agency;
afterEach(() => agency.stop());

const file = async (from: string) => {
  const headers = { 'content-type': 'application/json', 'intake-key': INTAKE_KEY, 'x-forwarded-for': from };
  const body = JSON.stringify(intake());
  return (await fetch(`${agency.serverUrl}/api/v1/intake`, { method: 'POST', headers, body })).status;
};
const sources = async () => {
  const rows = agency.deps.db.selectFrom('audit').select('source').where('action', '=', 'report.file').orderBy('seq');
  return (await rows.execute()).map(({ source }) => source);
};

test.skipIf(own === undefined)(
  'behind a proxy on another machine, each person is one address, or one /64, with its own limit',
  async () => {
    agency = await startAgency({
      env: { HOST: own ?? '', TRUSTED_PROXIES: `10.9.9.0/24, ${own}`, P2C_INTAKES_PER_HOUR: '2' },
    });
    const answers = [];
    for (const from of ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8']) answers.push(await file(from));
    expect(answers).toEqual([201, 201, 429, 201]);
    const block = ['2001:db8:1:1::1', '2001:db8:1:1:ff::2', '2001:db8:1:1::3', '2001:db8:1:2::1'];
    const inBlock = [];
    for (const from of block) inBlock.push(await file(from));
    expect(inBlock).toEqual([201, 201, 429, 201]);
    expect((await sources()).slice(0, 3)).toEqual(['203.0.113.7', '203.0.113.7', '203.0.113.8']);
  },
);

test.skipIf(own === undefined)(
  'a machine that is no proxy is not talked to: it would have no TLS, and any name',
  async () => {
    agency = await startAgency({ env: { HOST: own ?? '', TRUSTED_PROXIES: '10.9.9.9' } });
    await expect(file('203.0.113.7')).rejects.toThrow('fetch failed');
    expect(await sources()).toEqual([]);
  },
);

test.skipIf(own === undefined).each([
  ['10.9.9.9', false],
  [`10.9.9.9, ${own}`, true],
])('metrics on an address that other machines reach, for %s: read from there is %s', async (from, may) => {
  const env = { P2C_METRICS_PORT: '0', P2C_METRICS_HOST: own ?? '', P2C_METRICS_FROM: from };
  agency = await startAgency({ env });
  const read = fetch(agency.metricsUrl ?? '').then(
    ({ status }) => status,
    () => null,
  );
  expect(await read).toBe(may ? 200 : null);
});
