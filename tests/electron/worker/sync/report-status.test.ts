import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createStatusReporter, type StatusReporterDeps } from '#electron/worker/sync/report-status.ts';
import { workstationReport } from '#shared/domain/workstation.ts';

const ABOUT = {
  id: '0195706f-0000-4000-8000-0000000000a9',
  name: 'FRONT',
  version: '0.1.0',
  channel: 'stable',
  system: 'Linux 6.12',
  installedFor: 'machine' as const,
};

const [OWN, OTHER] = ['0195706f-0000-4000-8000-0000000000b1', '0195706f-0000-4000-8000-0000000000b2'];

/** Makes a workstation whose calls to the server are recorded. */
function workstation(phase: 'online' | 'offline' | 'pulling' | 'idle' | 'paused') {
  const told: Parameters<StatusReporterDeps['api']['call']>[1][] = [];
  const state = { phase, drafts: 4 };
  let now = 0;
  const telling = createStatusReporter({
    about: { ...ABOUT, problem: () => ({ problem: 'disk_full', version: '0.2.0' }) },
    api: {
      call: async (_, given) => {
        told.push(given);
        return null as never;
      },
    },
    officerId: OWN,
    phase: () => state.phase,
    own: () => ({ kind: 'encrypted', reports: 5, waiting: 6, drafts: state.drafts }),
    others: async () => ({ accounts: [{ officerId: OTHER, waiting: 2, drafts: null }], unnamed: 1, bytes: 60 }),
    log: () => undefined,
    clock: () => now,
  });
  return {
    told,
    telling,
    after: async (ms: number) => {
      now += ms;
      telling.soon();
      await setImmediate();
    },
    become: (next: typeof phase) => {
      state.phase = next;
    },
    draft: () => {
      state.drafts += 1;
    },
  };
}

test('a workstation tells counts of all accounts, and nothing that the server does not ask for', async () => {
  const { told, after } = workstation('online');
  await after(0);
  expect(told).toHaveLength(1);
  const { body } = told[0] as { body: unknown };
  expect(workstationReport.parse(body)).toEqual({
    name: 'FRONT',
    version: '0.1.0',
    channel: 'stable',
    system: 'Linux 6.12',
    cache: 'encrypted',
    waiting: 9,
    drafts: 4,
    accounts: [
      { officerId: OWN, waiting: 6, drafts: 4 },
      { officerId: OTHER, waiting: 2, drafts: null },
    ],
    reports: 5,
    cacheBytes: 60,
    installedFor: 'machine',
    update: { problem: 'disk_full', version: '0.2.0' },
  });
});

test('it tells once in five minutes, however often sync says something', async () => {
  const { told, after } = workstation('idle');
  for (const ms of [0, 1, 298_998, 1000]) await after(ms);
  expect(told).toHaveLength(1);
  await after(1);
  expect(told).toHaveLength(2);
});

test('it tells nothing while the server is not there, and as soon as it is', async () => {
  const { told, after, become } = workstation('offline');
  await after(0);
  expect(told).toHaveLength(0);
  // The first pull can take minutes.
  become('pulling');
  await after(0);
  expect(told).toHaveLength(1);
});

test('it tells at once when somebody has signed in again', async () => {
  const { told, after, become } = workstation('online');
  await after(0);
  become('paused');
  await after(1_000);
  become('online');
  await after(1_000);
  expect(told).toHaveLength(2);
});

test('at the end of a session, it tells what changed since it last told, however lately that was', async () => {
  const { told, telling, after, draft } = workstation('online');
  await after(0);
  draft();
  await after(1_000);
  expect(told).toHaveLength(1);
  await telling.stop();
  expect(told.at(-1)).toMatchObject({ body: { drafts: 5 } });
  expect(told).toHaveLength(2);
});

test('at the end of a session, it does not repeat what the server knows', async () => {
  const { told, telling, after } = workstation('online');
  await after(0);
  await telling.stop();
  expect(told).toHaveLength(1);
});

test('a workstation that is closed tells nothing', async () => {
  const { told, telling, after, become } = workstation('offline');
  await telling.stop();
  become('online');
  await after(0);
  expect(told).toHaveLength(0);
});
