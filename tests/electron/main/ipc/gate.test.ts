import { expect, test } from 'vitest';
import { refusal } from '#electron/main/ipc/gate.ts';
import { CHANNELS } from '#shared/ipc-names.ts';

test('behind the lock only the session’s own channels answer; what was being typed is taken in for a moment, and what broke always', () => {
  const open = (ms: number) =>
    CHANNELS.filter((channel) => !channel.startsWith('session.') && refusal('locked', channel, ms) === null);
  expect(open(500)).toEqual(['draft.put', 'window.failed']);
  expect(open(3000)).toEqual(['window.failed']);
  expect(refusal('locked', 'session.unlock', 3000)).toBeNull();
});

test('with nobody signed in nothing of a cache is answered or taken, not even at once', () => {
  expect(refusal('signed_out', 'queue.page', 0)).toBe('signed_out');
  expect(refusal('signed_out', 'draft.put', 0)).toBe('signed_out');
  expect(refusal('signed_out', 'settings.get', 0)).toBeNull();
});
