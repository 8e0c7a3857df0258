import type { Log } from '#electron/common/log.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { type KeySafe, MOST_TRIES, memorySafe, type Prepared } from './key-safe.ts';
import type { StoredSession, Vault } from './vault.ts';

type Of<Kind extends SessionState['kind']> = Extract<SessionState, { kind: Kind }>;
export type LockReason = Of<'locked'>['why'];
type SignedOutReason = Of<'signed_out'>['why'];

type Deps = {
  server: string;
  announce: (topic: Topic) => void;
  look: () => WorkstationSettings;
  log: Log;
  now: () => Date;
};

/**
 * The current session, and what the window sees of it. All session code shares this object; after each await the session
 * may be a different one.
 */
export type SessionStore = ReturnType<typeof createSessionStore>;

export function createSessionStore({ server, announce, look, log, now }: Deps) {
  let lockedAt = 0;
  const held: {
    /** Returns null without a keychain, or until it has been opened. */
    vault: Vault | null;
    safe: KeySafe;
    current: StoredSession | null;
    /** The server no longer accepts this session's tokens, so the officer must sign in. */
    signInNeeded: boolean;
    /** The key for a new cache, while the existing cache cannot be read. */
    fresh: Prepared | null;
    state: SessionState;
  } = {
    vault: null,
    safe: memorySafe(server, now),
    current: null,
    signInNeeded: false,
    fresh: null,
    state: { kind: 'signed_out', server, keychain: false, lastName: null, why: 'start', sealedDecisions: 0 },
  };

  const triesLeft = ({ id }: Officer) => Math.max(0, MOST_TRIES - (held.safe.lastSeen(id)?.failures ?? 0));
  const kept = (): 'encrypted' | 'memory' => (held.vault === null ? 'memory' : 'encrypted');

  return Object.assign(held, {
    become: (next: SessionState): SessionState => {
      if (next.kind === 'locked' && held.state.kind !== 'locked') lockedAt = performance.now();
      held.state = next;
      announce('session');
      return next;
    },
    /** How long the window has been locked. Only valid while it is locked. */
    lockedForMs: (): number => performance.now() - lockedAt,
    /** Whether the same officer is still signed in, possibly with newer tokens. */
    isStill: (session: StoredSession): boolean => held.current?.officer.id === session.officer.id,

    keep: async (session: StoredSession): Promise<void> => {
      try {
        await held.vault?.keepSession(session);
      } catch {
        // The session was not saved. It works until the next restart; then the officer has to sign in again.
        log('session.not_kept', { officer: session.officer.id });
      }
    },

    kept,
    signedOut: (why: SignedOutReason, lastName: string | null, sealedDecisions = 0): Of<'signed_out'> => ({
      kind: 'signed_out',
      server,
      keychain: held.vault !== null,
      lastName,
      why,
      sealedDecisions,
    }),
    signedIn: ({ officer, expiresAt, by }: StoredSession): Of<'signed_in'> => ({
      kind: 'signed_in',
      server,
      officer,
      expiresAt,
      cache: kept(),
      needsSignIn: held.signInNeeded,
      by,
    }),
    pinNeeded: (officer: Officer, choose: boolean): Of<'pin_needed'> => ({
      kind: 'pin_needed',
      server,
      officer,
      choose,
      triesLeft: triesLeft(officer),
      cache: kept(),
    }),
    locked: ({ officer, by }: StoredSession, why: LockReason): Of<'locked'> => ({
      kind: 'locked',
      server,
      officer,
      why,
      opensBy: why === 'expired' || why === 'clock_set_back' ? 'sign_in' : 'password',
      by,
      triesLeft: triesLeft(officer),
      cache: kept(),
      look: look(),
    }),
  });
}
