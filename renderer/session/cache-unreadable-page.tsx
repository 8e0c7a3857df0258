import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { known, rich, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** The cache of this workstation cannot be decrypted: say so, what is lost and what is not, and offer the ways on. */
export function CacheUnreadablePage({ session }: { session: Extract<SessionState, { kind: 'cache_unreadable' }> }) {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const go = (work: Promise<SessionState>) => {
    setAsking(true);
    setError(null);
    work.catch((thrown: unknown) => setError(toAppError(thrown))).finally(() => setAsking(false));
  };
  const changed = session.why === 'secret_changed';
  return (
    <main className="full-page">
      <div className="card">
        <DatabaseZap className="card-icon" aria-hidden />
        <h1 className="card-title">{t('The reports kept here cannot be opened')}</h1>
        <p>
          {changed
            ? t(
                'Your secret is another one than when you were last here, and the reports on this workstation open only with the former one.',
              )
            : t("The encrypted file on this workstation is damaged or does not open with this workstation's key.")}{' '}
          {t('The agency server still has every report.')}
        </p>
        {session.detail !== '' && <p>{known(session.detail)}</p>}
        <p>
          {rich(
            '{afresh} gets all reports from the server again. The unreadable file is kept aside and not deleted. Half-written forms in it are lost; decisions that were not sent are also in a sealed file, from which you can get them back under Settings.',
            { afresh: <strong>{t('Start afresh')}</strong> },
          )}
        </p>
        {error !== null && <ErrorNotice error={error} />}
        <div className="card-actions">
          <Button className="button button-primary" isPending={asking} onPress={() => go(ask('session.start-afresh'))}>
            {t('Start afresh')}
          </Button>
          <Button
            className="button"
            isDisabled={asking}
            onPress={() => go(ask('session.sign-out', { handOver: true }))}
          >
            {t('Sign out')}
          </Button>
        </div>
      </div>
    </main>
  );
}
