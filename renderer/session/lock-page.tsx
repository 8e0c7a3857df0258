import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { plural, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { useLook } from '../ui/use-look.ts';
import { SignInForm } from './sign-in-form.tsx';
import { UnlockForm } from './unlock-form.tsx';
import { UseNotice } from './use-notice.tsx';

type Locked = Extract<SessionState, { kind: 'locked' }>;

const LEAD: Record<Locked['why'], string> = {
  start: t('Type your secret to open the reports kept on this computer. This also works without the network.'),
  idle: t('Nobody used this computer for a while. Type your secret to go on where you were.'),
  by_hand: t('Type your secret to go on where you were.'),
  screen: t('The computer was locked or asleep. Type your secret to go on where you were.'),
  expired: t('Twelve hours have passed since you signed in. Sign in with the agency server to go on.'),
  clock_set_back: t('The clock of this computer was set back. Sign in with the agency server to go on.'),
};

/** Nothing of a report is in the window while this page is; the main process answers nothing else either. */
export function LockPage({ session }: { session: Locked }) {
  const { officer, opensBy, why, look } = session;
  useLook(look);
  return (
    <main className="full-page" aria-label={t('Locked')}>
      <div className="card">
        <LockKeyhole className="card-icon" aria-hidden />
        <h1 className="card-title">
          {why === 'start' ? t('Welcome back, {name}', { name: officer.displayName }) : t('Locked')}
        </h1>
        <p className="card-lead">{LEAD[why]}</p>
        {opensBy === 'secret' ? (
          <UnlockForm session={session} />
        ) : (
          <UseNotice>
            <SignInForm lastName={officer.name} fixedName={officer.name} />
          </UseNotice>
        )}
        {why !== 'start' && (
          <Notice tone="info">
            {opensBy === 'secret'
              ? t('Decisions that you saved are kept and are still sent while the window is locked.')
              : t('Decisions that you saved are kept and are sent after you sign in.')}
          </Notice>
        )}
        <SomebodyElse name={officer.displayName} />
      </div>
    </main>
  );
}

/** It may be anybody who leaves somebody else's window; what was not sent stops then, so that is said first. */
function SomebodyElse({ name }: { name: string }) {
  const [error, setError] = useState<AppError | null>(null);
  /** Null where nothing was asked yet; the focus follows from there to the question and back. */
  const [unsent, setUnsent] = useState<number | null>(null);
  const tryTo = (work: Promise<unknown>) => {
    setError(null);
    work.catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const leave = () => tryTo(ask('session.sign-out', { handOver: true }));
  const leaveOrAsk = async () => {
    const waiting = await ask('session.unsent');
    if (waiting === 0) await ask('session.sign-out', { handOver: false });
    else setUnsent(waiting);
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      {unsent !== null && unsent > 0 ? (
        <Notice
          tone="warn"
          role="alert"
          title={plural(
            unsent,
            'One decision of {name} was not sent yet',
            '{n} decisions of {name} were not sent yet',
            { name },
          )}
          actions={
            <>
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
              <Button className="button button-small" autoFocus onPress={() => setUnsent(0)}>
                {t('Stay')}
              </Button>
              <Button className="button button-small" onPress={leave}>
                {t('Sign in as somebody else all the same')}
              </Button>
            </>
          }
        >
          {plural(
            unsent,
            'It stays on this workstation and is not sent before {name} signs in here again.',
            'They stay on this workstation and are not sent before {name} signs in here again.',
            { name },
          )}
        </Notice>
      ) : (
        <p className="card-small">
          {t('Not {name}?', { name })} {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button className="link-button" autoFocus={unsent !== null} onPress={() => tryTo(leaveOrAsk())}>
            {t('Sign in as somebody else')}
          </Button>
        </p>
      )}
    </>
  );
}
