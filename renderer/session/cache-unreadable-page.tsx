import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc.ts';
import { ask, toAppError } from '../bridge.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** The cache of this workstation cannot be decrypted: say so, and offer the two ways on. */
export function CacheUnreadablePage({ session }: { session: Extract<SessionState, { kind: 'cache_unreadable' }> }) {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const go = (channel: 'session.start-afresh' | 'session.sign-out') => {
    setAsking(true);
    setError(null);
    ask(channel)
      .catch((thrown: unknown) => setError(toAppError(thrown)))
      .finally(() => setAsking(false));
  };
  return (
    <main className="full-page">
      <div className="card">
        <DatabaseZap className="card-icon" aria-hidden />
        <h1 className="card-title">The reports kept here cannot be opened</h1>
        <p>
          The encrypted file on this workstation does not open with this workstation's key. The agency server still has
          every report.
        </p>
        {session.detail !== '' && <p>{session.detail}</p>}
        <p>
          <strong>Start afresh</strong> gets all reports from the server again. The unreadable file is kept aside and
          not deleted, because decisions that were not sent may be in it.
        </p>
        {error !== null && <ErrorNotice error={error} />}
        <div className="card-actions">
          <Button className="button button-primary" isPending={asking} onPress={() => go('session.start-afresh')}>
            Start afresh
          </Button>
          <Button className="button" isDisabled={asking} onPress={() => go('session.sign-out')}>
            Sign out
          </Button>
        </div>
      </div>
    </main>
  );
}
