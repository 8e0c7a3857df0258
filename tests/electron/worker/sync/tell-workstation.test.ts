import { expect, test } from 'vitest';
import { createTelling, type TellingDeps } from '#electron/worker/sync/tell-workstation.ts';
import { workstationReport } from '#shared/domain/workstation.ts';

const ABOUT = {
  id: '0195706f-0000-4000-8000-0000000000a9',
  name: 'FRONT',
  version: '0.1.0',
  channel: 'stable',
  system: 'Linux 6.12',
  installedFor: 'machine' as const,
};

/** A workstation whose calls to the server are written down. */
function workstation(phase: 'online' | 'offline' | 'pulling' | 'idle' | 'paused') {
  const told: Parameters<TellingDeps['api']['call']>[1][] = [];
  const state = { phase, held: 1, waiting: 2, needsYou: 3 };
  let now = 0;
  const telling = createTelling({
    about: { ...ABOUT, trouble: () => ({ problem: 'disk_full', version: '0.2.0' }) },
    api: {
      call: async (_, given) => {
        told.push(given);
        return null as never;
      },
    },
    sync: () => state,
    cache: () => ({ kind: 'encrypted', drafts: 4, reports: 5, bytes: 6 }),
    log: () => undefined,
    clock: () => now,
  });
  return {
    told,
    telling,
    after: (ms: number) => {
      now += ms;
      telling.soon();
    },
    become: (next: typeof phase) => {
      state.phase = next;
    },
  };
}

test('a workstation tells counts, and nothing that the server does not ask for', () => {
  const { told, after } = workstation('online');
  after(0);
  expect(told).toHaveLength(1);
  const { body } = told[0] as { body: unknown };
  expect(workstationReport.parse(body)).toEqual({
    name: 'FRONT',
    version: '0.1.0',
    channel: 'stable',
    system: 'Linux 6.12',
    cache: 'encrypted',
    waiting: 6,
    drafts: 4,
    reports: 5,
    cacheBytes: 6,
    installedFor: 'machine',
    update: { problem: 'disk_full', version: '0.2.0' },
  });
});

test('it tells once in five minutes, however often sync says something', () => {
  const { told, after } = workstation('idle');
  for (const ms of [0, 1, 298_998, 1000]) after(ms);
  expect(told).toHaveLength(1);
  after(1);
  expect(told).toHaveLength(2);
});

test('it tells nothing while the server is not there, and as soon as it is', () => {
  const { told, after, become } = workstation('offline');
  after(0);
  expect(told).toHaveLength(0);
  // The first pull can take minutes.
  become('pulling');
  after(0);
  expect(told).toHaveLength(1);
});

test('it tells at once when somebody has signed in again', () => {
  const { told, after, become } = workstation('online');
  after(0);
  become('paused');
  after(1_000);
  become('online');
  after(1_000);
  expect(told).toHaveLength(2);
});

test('a workstation that is closed tells nothing', () => {
  const { told, telling, after } = workstation('online');
  telling.stop();
  after(0);
  expect(told).toHaveLength(0);
});
