import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { useLook } from '../hooks/use-look.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { SignInWays } from './sign-in-ways.tsx';
import { UnlockForm } from './unlock-form.tsx';
import { UseNotice } from './use-notice.tsx';

type Locked = Extract<SessionState, { kind: 'locked' }>;

const LEAD: Record<Locked['why'], string> = {
  start: t('session.enterYourPasswordToOpenThe'),
  idle: t('session.thisComputerWasIdleEnterYour'),
  by_hand: t('session.enterYourPasswordToPickUp'),
  screen: t('session.theComputerWasLockedOrAsleep'),
  expired: t('session.itHasBeen12HoursSince'),
  clock_set_back: t('session.thisComputersClockWasSetBack'),
};

const PIN_LEAD: Partial<Record<Locked['why'], string>> = {
  start: t('session.enterYourPinToOpenThe'),
  idle: t('session.thisComputerWasIdlePin'),
  by_hand: t('session.enterYourPinToPickUp'),
  screen: t('session.theComputerWasLockedPin'),
};

/**
 * While this page is shown, the window holds no report data, and the main process refuses all channels except the
 * session's own.
 */
export function LockPage({ session }: { session: Locked }) {
  const { officer, opensBy, by, why, look } = session;
  useLook(look);
  return (
    <main className="full-page" aria-label={t('common.locked')}>
      <div className="card">
        <LockKeyhole className="card-icon" aria-hidden />
        <h1 className="card-title">
          {why === 'start' ? t('session.welcomeBackName', { name: officer.displayName }) : t('common.locked')}
        </h1>
        <p className="card-lead">{by === 'directory' ? (PIN_LEAD[why] ?? LEAD[why]) : LEAD[why]}</p>
        {opensBy === 'password' ? (
          <UnlockForm session={session} />
        ) : (
          <UseNotice>
            <SignInWays lastName={officer.name} again={{ name: officer.name, by }} />
          </UseNotice>
        )}
        {why !== 'start' && (
          <Notice tone="info">
            {opensBy === 'password'
              ? t('session.yourSavedDecisionsAreKeptAnd')
              : t('session.yourSavedDecisionsAreKeptAnd2')}
          </Notice>
        )}
        <SomebodyElse name={officer.displayName} />
      </div>
    </main>
  );
}

/**
 * Anyone may end another officer's locked session. That officer's unsent decisions will then not be sent, so the page
 * explains this first.
 */
function SomebodyElse({ name }: { name: string }) {
  const [error, setError] = useState<AppError | null>(null);
  /**
   * Number of unsent decisions to ask about; null until the question is shown. The focus moves to the question and back.
   */
  const [unsent, setUnsent] = useState<number | null>(null);
  const tryTo = (work: Promise<unknown>) => {
    setError(null);
    work.catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  const leave = () => tryTo(ask('session.sign-out', { leaveUnsent: true }));
  const leaveOrAsk = async () => {
    const waiting = await ask('session.unsent');
    if (waiting === 0) await ask('session.sign-out', { leaveUnsent: false });
    else setUnsent(waiting);
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      {unsent !== null && unsent > 0 ? (
        <Notice
          tone="warn"
          role="alert"
          title={t('session.nDecisionsByNameHaventBeen', { n: unsent, name })}
          actions={
            <>
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
              <Button className="button button-small" autoFocus onPress={() => setUnsent(0)}>
                {t('session.stay')}
              </Button>
              <Button className="button button-small" onPress={leave}>
                {t('session.signInAsSomeoneElseAnyway')}
              </Button>
            </>
          }
        >
          {t('session.theyStayOnThisWorkstationAnd', { n: unsent, name })}
        </Notice>
      ) : (
        <p className="card-small">
          {t('session.notName', { name })} {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button className="link-button" autoFocus={unsent !== null} onPress={() => tryTo(leaveOrAsk())}>
            {t('session.signInAsSomeoneElse')}
          </Button>
        </p>
      )}
    </>
  );
}
