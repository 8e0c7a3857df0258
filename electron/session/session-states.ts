import type { SessionState } from '#shared/ipc-shapes.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { MOST_TRIES } from './key-safe.ts';
import type { StoredSession } from './vault.ts';

type Of<Kind extends SessionState['kind']> = Extract<SessionState, { kind: Kind }>;
export type LockReason = Of<'locked'>['why'];
export type SignedOutReason = Of<'signed_out'>['why'];

/** The session as the window is told of it. */
export function sessionStates(deps: { server: string; hasKeychain: () => boolean; look: () => WorkstationSettings }) {
  const { server } = deps;
  const kept = (): 'encrypted' | 'memory' => (deps.hasKeychain() ? 'encrypted' : 'memory');
  return {
    kept,
    signedOut: (why: SignedOutReason, lastName: string | null, sealedDecisions = 0): Of<'signed_out'> => ({
      kind: 'signed_out',
      server,
      keychain: deps.hasKeychain(),
      lastName,
      why,
      sealedDecisions,
    }),
    signedIn: ({ officer, expiresAt }: StoredSession, needsSignIn: boolean): Of<'signed_in'> => ({
      kind: 'signed_in',
      server,
      officer,
      expiresAt,
      cache: kept(),
      needsSignIn,
    }),
    /** @param failures wrong secrets in a row. */
    locked: ({ officer }: StoredSession, why: LockReason, failures: number): Of<'locked'> => ({
      kind: 'locked',
      server,
      officer,
      why,
      opensBy: why === 'expired' || why === 'clock_set_back' ? 'sign_in' : 'secret',
      triesLeft: Math.max(0, MOST_TRIES - failures),
      cache: kept(),
      look: deps.look(),
    }),
  };
}
