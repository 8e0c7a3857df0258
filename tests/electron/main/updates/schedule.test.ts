import { describe, expect, test } from 'vitest';
import { checkOnce, isUnattended } from '#electron/main/updates/schedule.ts';
import type { SessionState, SyncState } from '#shared/ipc-shapes.ts';

const officer = { id: 'o', name: 'n', displayName: 'N', role: 'officer' } as const;
const out = {
  kind: 'signed_out',
  server: 's',
  keychain: true,
  lastName: null,
  why: 'start',
  sealedDecisions: 0,
} as const;
const locked = {
  kind: 'locked',
  server: 's',
  officer,
  why: 'idle',
  opensBy: 'password',
  cache: 'encrypted',
} as never as SessionState;
const signedIn = { ...Object(locked), kind: 'signed_in' } as SessionState;
const sync = (change: Partial<SyncState> = {}): SyncState => ({ held: 0, waiting: 0, ...change }) as SyncState;
const asks = (drafts: number | null, state: SyncState | null = sync()) => ({
  sync: async () => state,
  drafts: async () => drafts,
});

describe('nobody would notice a restart', () => {
  test('where nobody is signed in, or a locked window has nothing open and nothing waiting', async () => {
    expect(await isUnattended(out, asks(null, null))).toBe(true);
    expect(await isUnattended(locked, asks(0))).toBe(true);
    expect(await isUnattended(locked, asks(null, null))).toBe(true);
  });

  test.each([
    ['an officer works', signedIn, asks(0)],
    ['a form is open behind the lock', locked, asks(1)],
    ['a decision waits to be sent', locked, asks(0, sync({ waiting: 1 }))],
    ['a decision can still be undone', locked, asks(0, sync({ held: 1 }))],
    ['it is not known what is open', locked, asks(null)],
    ['the cache would be lost', { ...Object(locked), cache: 'memory' } as SessionState, asks(0)],
  ])('but not while %s', async (_, session, ask) => {
    expect(await isUnattended(session, ask)).toBe(false);
  });
});

test.each([
  ['is due and nobody works', true, true, 1],
  ['is due and somebody works', true, false, 0],
  ['is not due', false, true, 0],
])('in the window, the application restarts when an update %s', async (_, due, idle, times) => {
  let restarted = 0;
  await checkOnce({
    updates: { check: async () => ({}) as never, isDueNow: () => due },
    isUnattended: async () => idle,
    restart: () => {
      restarted += 1;
    },
    log: () => {},
  });
  expect(restarted).toBe(times);
});
