import { expect, test } from 'vitest';
import type { ErrorCode } from '#shared/errors.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { syncWords } from '../../../renderer/wording/sync-words.ts';

const calm: SyncState = {
  phase: 'online',
  done: 0,
  total: null,
  lastPullAt: '2026-11-24T15:00:00.000Z',
  offlineSince: null,
  problem: null,
  held: 0,
  waiting: 0,
  needsYou: 0,
  linking: false,
  serverAheadMs: 0,
};
const clock = () => '14:05';

test('online says so, with the pending count', () => {
  expect(syncWords(calm, clock).short).toBe('Online · 0 waiting');
  expect(syncWords({ ...calm, held: 1, waiting: 2 }, clock).short).toBe('Online · 3 waiting');
});

test('nothing is called connected before the server has responded', () => {
  const words = syncWords({ ...calm, phase: 'connecting', waiting: 1 }, clock);
  expect(words.short).toBe('Connecting · 1 waiting');
  expect(words.long).not.toContain('Connected');
  expect(syncWords({ ...calm, phase: 'connecting', needsYou: 1 }, clock).tone).toBe('needs');
});

test('offline says since when, and that the officer can keep working', () => {
  const words = syncWords({ ...calm, phase: 'offline', offlineSince: '2026-11-24T19:05:00.000Z', waiting: 1 }, clock);
  expect(words.short).toBe('Offline since 14:05 · 1 waiting');
  expect(words.long).toContain('keep working');
  expect(words.tone).toBe('off');
});

test('a pull shows its progress', () => {
  const pulling: SyncState = { ...calm, phase: 'pulling', done: 1200, total: 10_000 };
  expect(syncWords(pulling, clock).short).toBe('Loading reports: 1,200 of 10,000');
  expect(syncWords({ ...pulling, total: null }, clock).short).toBe('Loading reports: 1,200');
});

test('a decision that needs the officer is listed before those that are only waiting', () => {
  expect(syncWords({ ...calm, waiting: 3, needsYou: 1 }, clock).short).toBe('Online · 1 needs attention · 3 waiting');
  expect(syncWords({ ...calm, needsYou: 1 }, clock).short).toBe('Online · 1 needs attention');
  expect(syncWords({ ...calm, needsYou: 1 }, clock).tone).toBe('needs');
  expect(syncWords({ ...calm, needsYou: 1 }, clock).long).toBe(
    'Connected to the agency server; 1 needs attention, nothing waiting to be sent.',
  );
  expect(syncWords({ ...calm, phase: 'pulling', done: 5, total: 9, needsYou: 2 }, clock).short).toBe(
    'Loading reports: 5 of 9 · 2 need attention',
  );
});

const problem = (code: ErrorCode) => ({ code, detail: null, fields: [] });

test('a server that responds but accepts nothing is not called offline', () => {
  const words = syncWords({ ...calm, phase: 'busy', problem: problem('too_many_requests'), waiting: 1 }, clock);
  expect(words.short).toBe('Server not ready · 1 waiting');
  expect(words.long).toContain('decisions are sent automatically once it is ready');
});

test('an error on the workstation itself does not ask for a new sign-in', () => {
  const words = syncWords({ ...calm, phase: 'failed', problem: problem('disk_full'), waiting: 1 }, clock);
  expect(words.short).toBe('Problem on this workstation · 1 waiting');
  expect(words.long).not.toContain('sign in');
  expect(syncWords({ ...calm, phase: 'paused', problem: problem('unauthenticated') }, clock).long).toContain('sign in');
});

test('unreadable reports are mentioned even though decisions reach the server', () => {
  const words = syncWords({ ...calm, problem: problem('bad_response') }, clock);
  expect(words.short).toBe('Not up to date · 0 waiting');
  expect(words.tone).toBe('needs');
});
