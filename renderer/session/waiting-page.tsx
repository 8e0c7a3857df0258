import { LockKeyhole } from 'lucide-react';
import { t } from '../t.ts';
import { useSlow } from '../use-live.ts';

/** A start takes a fraction of this; only a keychain that does not answer, or asks for its password, makes it longer. */
const PATIENCE_MS = 1500;

/** Before it is known who is here: nothing, and after a while what is waited for. */
export function WaitingPage() {
  if (!useSlow(true, PATIENCE_MS)) return null;
  return (
    <main className="full-page">
      <div className="card" role="status">
        <LockKeyhole className="card-icon" aria-hidden />
        <h1 className="card-title">{t('session.waitingForTheKeychainOf')}</h1>
        <p className="card-lead">{t('session.itMayBeAskingFor')}</p>
      </div>
    </main>
  );
}
