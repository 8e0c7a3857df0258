import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Agency, startAgency } from '../../helpers/agency.ts';
import { bundle } from '../../helpers/bundle.ts';
import { runServerCommand } from '../../helpers/server-command.ts';

let agency: Agency;
let built: string;
beforeAll(async () => {
  [agency, built] = await Promise.all([startAgency({ env: { P2C_METRICS_PORT: '0' } }), bundle('server/main.ts')]);
});
afterAll(() => agency.stop());

const run = (...args: string[]) => runServerCommand(built, agency, args);
const tokenOf = ({ out }: { out: string }) => out.trim().split('\n').at(-1) ?? '';
const readsMetrics = async (token: string) =>
  (await agency.call('GET', '/api/v1/service/metrics', { token })).status === 200;

test('list-services says that there are none', async () => {
  expect(await run('list-services')).toMatchObject({ code: 0, out: 'No service accounts.\n' });
});

test('a service account is made, rotated and revoked by commands, and each token works as long as they say', async () => {
  const made = await run('create-service', '--name', 'zabbix', '--scopes', 'metrics, audit', '--days', '30');
  expect([made.code, made.err]).toEqual([0, '']);
  const first = tokenOf(made);
  expect(await readsMetrics(first)).toBe(true);

  const second = tokenOf(await run('rotate-service', '--name', 'zabbix'));
  expect([await readsMetrics(first), await readsMetrics(second)]).toEqual([true, true]);
  const listed = await run('list-services');
  expect(listed.out).toMatch(/^zabbix\tmetrics,audit\tuntil \S+; until \S+$/m);
  expect(listed.out).not.toContain(second);

  expect((await run('revoke-service', '--name', 'zabbix')).out).toBe('zabbix is revoked\n');
  expect([await readsMetrics(first), await readsMetrics(second)]).toEqual([false, false]);
  expect((await run('list-services')).out).toContain('zabbix\tmetrics,audit\trevoked');
});

test('another token works as long as the one before, unless --days says otherwise', async () => {
  const daysOf = async (...args: string[]) => {
    await run(...args);
    const { expires_at, created_at } = await agency.deps.db
      .selectFrom('service_token')
      .select(['expires_at', 'created_at'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return (expires_at.getTime() - created_at.getTime()) / 86_400_000;
  };
  expect(await daysOf('create-service', '--name', 'monitor', '--scopes', 'metrics', '--days', '30')).toBe(30);
  expect(await daysOf('rotate-service', '--name', 'monitor')).toBe(30);
  expect(await daysOf('rotate-service', '--name', 'monitor', '--days', '7')).toBe(7);
});

test('a name that is taken, a scope or a time that there is none, and an unknown account are named', async () => {
  expect((await run('create-service', '--name', 'siem', '--scopes', 'audit')).code).toBe(0);
  expect(await run('create-service', '--name', 'siem', '--scopes', 'audit')).toMatchObject({
    code: 1,
    out: '',
    err: 'There is already a service account siem, or there are too many of them.\n',
  });
  for (const [args, words] of [
    [
      ['create-service', '--name', 'Other one', '--scopes', 'audit'],
      '--name: Use lowercase letters, digits, hyphens and periods',
    ],
    [
      ['create-service', '--name', 'other', '--scopes', 'reports'],
      '--scopes must be metrics or audit, or both with a comma',
    ],
    [
      ['create-service', '--name', 'other', '--scopes', 'audit', '--days', 'many'],
      '--days must be a number from 1 to 366',
    ],
    [['rotate-service', '--name', 'siem', '--days', '0'], '--days must be a number from 1 to 366'],
  ] as const) {
    const { code, err } = await run(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  }
  expect(await run('revoke-service', '--name', 'nobody')).toMatchObject({ code: 1, err: 'Not found: nobody\n' });
});
