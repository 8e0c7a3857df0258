import { LockKeyhole } from 'lucide-react';
import { t } from '../t.ts';
import { useSlow } from '../use-live.ts';

/**
 * How long startup may take before this page shows what it is waiting for. Startup normally takes a fraction of this
 * time; it takes longer only if a keychain does not respond or asks for its password.
 */
const SLOW_AFTER_MS = 1500;

/**
 * Shown until the session state is known. The page is empty at first and, after a while, shows what the application is
 * waiting for.
 */
export function WaitingPage() {
  if (!useSlow(true, SLOW_AFTER_MS)) return null;
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
