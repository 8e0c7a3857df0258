import { describe, expect, test } from 'vitest';
import { quitQuestion } from '#electron/main/shell/quit-question.ts';
import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';

const officer = {
  id: '0195706f-0000-7000-8000-000000000001',
  name: 'o',
  displayName: 'Officer O',
  role: 'officer',
} as const;
const signedIn = (cache: 'encrypted' | 'memory'): SessionState => ({
  kind: 'signed_in',
  server: 'http://127.0.0.1:4810',
  officer,
  expiresAt: '2026-03-07T14:00:00.000Z',
  cache,
  needsSignIn: false,
  by: 'password',
});
const locked = (cache: 'encrypted' | 'memory'): SessionState => ({
  kind: 'locked',
  server: 'http://127.0.0.1:4810',
  officer,
  why: 'idle',
  opensBy: 'password',
  triesLeft: 5,
  by: 'password',
  cache,
  look: { theme: 'system', textSize: 100, language: 'system' },
});
const sync = (more: Partial<SyncState>): SyncState => ({
  phase: 'online',
  done: 0,
  total: null,
  lastPullAt: null,
  offlineSince: null,
  problem: null,
  held: 0,
  waiting: 0,
  needsYou: 0,
  linking: false,
  serverAheadMs: 0,
  ...more,
});
const means = (session: SessionState, state: SyncState) => {
  const question = quitQuestion(session, state);
  return question?.buttons.map((button) => button.means);
};

describe('quitting with pending decisions', () => {
  test('asks, and offers to send them if the server can be reached', () => {
    const question = quitQuestion(signedIn('encrypted'), sync({ held: 1, waiting: 1 }));
    expect(question?.message).toBe('2 decisions haven’t been sent yet.');
    expect(question?.buttons[question.defaultId]).toEqual({ means: 'send', label: 'Send now and quit' });
  });

  test('offline says that they stay here and are sent after the next unlock', () => {
    const state = sync({ phase: 'offline', waiting: 1 });
    expect(means(signedIn('encrypted'), state)).toEqual(['stay', 'quit']);
    expect(quitQuestion(signedIn('encrypted'), state)?.detail).toContain(
      'will be sent the next time you unlock P2C Review',
    );
  });

  test('names what needs the officer, since it cannot be sent', () => {
    const question = quitQuestion(signedIn('encrypted'), sync({ needsYou: 1 }));
    expect(question?.detail).toContain('1 of them needs your attention first');
    expect(question?.buttons.map((button) => button.means)).toEqual(['stay', 'quit']);
  });

  test('without a keychain defaults to staying, even while locked', () => {
    for (const session of [signedIn('memory'), locked('memory')]) {
      const question = quitQuestion(session, sync({ phase: 'offline', waiting: 1 }));
      expect(question?.buttons[question.defaultId]?.means).toBe('stay');
      expect(question?.detail).toContain('only in the encrypted backup');
    }
  });
});

test('quitting does not ask if nothing is pending, or while an encrypted cache is locked', () => {
  expect(quitQuestion(signedIn('encrypted'), sync({}))).toBeNull();
  expect(quitQuestion(locked('encrypted'), sync({ held: 1 }))).toBeNull();
  expect(quitQuestion(signedIn('encrypted'), null)).toBeNull();
});
