import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { rich, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { errorSentence } from '../wording/error-words.ts';

/**
 * Shown when the cache on this workstation cannot be decrypted. Explains what is lost and what is not, and offers the
 * next steps.
 */
export function CacheUnreadablePage({ session }: { session: Extract<SessionState, { kind: 'cache_unreadable' }> }) {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const go = (work: Promise<SessionState>) => {
    setAsking(true);
    setError(null);
    work.catch((thrown: unknown) => setError(toAppError(thrown))).finally(() => setAsking(false));
  };
  const changed = session.why === 'password_changed';
  return (
    <main className="full-page">
      <div className="card">
        <DatabaseZap className="card-icon" aria-hidden />
        <h1 className="card-title">{t('session.theReportsStoredHereCantBe')}</h1>
        <p>
          {changed ? t('session.yourPasswordHasChangedSinceYou') : t('session.theEncryptedFileOnThisWorkstation')}{' '}
          {t('session.theAgencyServerStillHasEvery')}
        </p>
        {!changed && <p>{errorSentence({ code: 'cache_unreadable', detail: session.detail })}</p>}
        <p>{rich('session.afreshDownloadsAllReportsFromThe', { afresh: <strong>{t('session.startOver')}</strong> })}</p>
        {error !== null && <ErrorNotice error={error} />}
        <div className="card-actions">
          <Button className="button button-primary" isPending={asking} onPress={() => go(ask('session.start-afresh'))}>
            {t('session.startOver')}
          </Button>
          <Button
            className="button"
            isDisabled={asking}
            onPress={() => go(ask('session.sign-out', { leaveUnsent: true }))}
          >
            {t('common.signOut')}
          </Button>
        </div>
      </div>
    </main>
  );
}
