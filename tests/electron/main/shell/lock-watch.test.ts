import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchForLock } from '#electron/main/shell/lock-watch.ts';
import { type Policy, policy as policySchema } from '#shared/domain/policy.ts';
import { firstPolicy } from '../../../helpers/builders.ts';

let idleSeconds: number;
let locks: string[];
let ticks: number;
let policy: Policy | null;
let screenLocked: boolean;
let power: EventEmitter & Pick<PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime'>;
let stop: () => void;
let begin: (mostMinutes?: number) => { stop: () => void };

beforeEach(() => {
  vi.useFakeTimers();
  idleSeconds = 0;
  locks = [];
  ticks = 0;
  policy = null;
  screenLocked = false;
  power = Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => idleSeconds,
    getSystemIdleState: (threshold: number) =>
      screenLocked ? 'locked' : idleSeconds >= threshold ? 'idle' : ('active' as const),
  });
  const officer = { id: '0195706f-0000-7000-8000-000000000001', name: 'o', displayName: 'O', role: 'officer' } as const;
  const state = {
    kind: 'signed_in',
    server: 'http://127.0.0.1:4810',
    officer,
    expiresAt: '2026-03-07T14:00:00.000Z',
    cache: 'encrypted',
    needsSignIn: false,
    by: 'password',
  } as const;
  begin = (mostMinutes) =>
    watchForLock({
      session: {
        state: () => state,
        lock: (why) => {
          locks.push(why);
          return state;
        },
        tick: () => {
          ticks += 1;
          return Promise.resolve();
        },
      },
      powerMonitor: power as unknown as Parameters<typeof watchForLock>[0]['powerMonitor'],
      policy: () => Promise.resolve(policy),
      mostMinutes,
      log: () => {},
    });
  stop = begin().stop;
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const limits = (lockMinutes: number): Policy => {
  const first = firstPolicy();
  return { ...first, limits: { ...first.limits, lockMinutes } };
};

test('locks after ten idle minutes, and not before, when no policy is known', async () => {
  idleSeconds = 599;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(locks).toEqual([]);
  idleSeconds = 600;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['idle']);
});

test('locks after the number of minutes in the policy', async () => {
  policy = limits(2);
  await vi.advanceTimersByTimeAsync(5000);
  idleSeconds = 119;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual([]);
  idleSeconds = 120;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['idle']);
});

test('locks after the most minutes that IT allows, with or without a policy that allows more', async () => {
  stop();
  stop = begin(3).stop;
  idleSeconds = 179;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual([]);
  idleSeconds = 180;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['idle']);
  locks = [];
  policy = limits(20);
  idleSeconds = 0;
  await vi.advanceTimersByTimeAsync(70_000);
  idleSeconds = 180;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['idle']);
});

test('a shorter time in the policy holds, whatever IT allows', async () => {
  stop();
  stop = begin(30).stop;
  policy = limits(2);
  await vi.advanceTimersByTimeAsync(5000);
  idleSeconds = 120;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['idle']);
});

test('a policy that arrives just after the first sign-in takes effect at once, not a minute later', async () => {
  await vi.advanceTimersByTimeAsync(5000);
  policy = limits(2);
  await vi.advanceTimersByTimeAsync(5000);
  idleSeconds = 120;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['idle']);
});

test('no policy can set more than thirty minutes', () => {
  expect(policySchema.safeParse(limits(30)).success).toBe(true);
  expect(policySchema.safeParse(limits(31)).success).toBe(false);
});

test.each(['lock-screen', 'suspend'])('locks at once on the power event %s', (event) => {
  power.emit(event);
  expect(locks).toEqual(['screen']);
});

test('locks within seconds on systems, such as Linux, where the screen lock must be polled', async () => {
  screenLocked = true;
  await vi.advanceTimersByTimeAsync(5000);
  expect(locks).toEqual(['screen']);
});

test('checks the clock as soon as the computer wakes', () => {
  power.emit('resume');
  expect(ticks).toBe(1);
});

test('ignores further events once it is stopped', async () => {
  stop();
  power.emit('lock-screen');
  idleSeconds = 4000;
  await vi.advanceTimersByTimeAsync(20_000);
  expect([locks, ticks]).toEqual([[], 0]);
});
