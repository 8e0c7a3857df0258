import { LockKeyhole } from 'lucide-react';
import { t } from '../t.ts';
import { useSlow } from '../use-live.ts';

/**
 * Startup normally takes a fraction of this; only a keychain that does not respond, or asks for its password, takes
 * longer.
 */
const PATIENCE_MS = 1500;

/** Shown before the session is known: nothing at first, and after a while what it is waiting for. */
export function WaitingPage() {
  if (!useSlow(true, PATIENCE_MS)) return null;
  return (
    <main className="full-page">
      <div className="card" role="status">
        <LockKeyhole className="card-icon" aria-hidden />
        <h1 className="card-title">{t('session.waitingForThisComputersKeychain')}</h1>
        <p className="card-lead">{t('session.itMayBeAskingForIts')}</p>
      </div>
    </main>
  );
}
