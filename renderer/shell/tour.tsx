import { createContext, type ReactNode, useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import { rich, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { Kbd } from '../ui/preferences.tsx';

const STEPS: readonly { title: string; body: ReactNode }[] = [
  {
    title: t('common.theQueue'),
    body: (
      <>
        <p>
          {rich('shell.reportsWaitHereOldestFirstNext', {
            next: <Kbd of="next" />,
            previous: <Kbd of="previous" />,
            enter: <kbd>Enter</kbd>,
            search: <Kbd of="search" />,
          })}
        </p>
        <p>{t('shell.overdueReportsAreMarkedInWords')}</p>
      </>
    ),
  },
  {
    title: t('shell.aReport'),
    body: (
      <>
        <p>{t('shell.flagsAboveTheNarrativeShowWhat')}</p>
        <p>
          {rich('shell.spaceExpandsTheReportToFull', {
            space: <kbd>{t('shell.space')}</kbd>,
          })}
        </p>
      </>
    ),
  },
  {
    title: t('shell.aDecision'),
    body: (
      <>
        <p>
          {rich('shell.approveApprovesRejectRejectsWithA', {
            approve: <Kbd of="approve" />,
            reject: <Kbd of="reject" />,
            ask: <Kbd of="follow_up" />,
            call: <Kbd of="log_call" />,
          })}
        </p>
        <p>
          {rich('shell.sendSendsTheDecisionWhileThe', {
            send: <kbd>Ctrl + Enter</kbd>,
            undo: <Kbd of="undo" />,
          })}
        </p>
      </>
    ),
  },
  {
    title: t('common.possibleDuplicates'),
    body: <p>{rich('shell.marksAPossibleDuplicateComparePuts', { compare: <Kbd of="compare" /> })}</p>,
  },
  {
    title: t('shell.onlineOrOffline'),
    body: (
      <>
        <Stored />
        <p>
          {rich('shell.lockLocksTheWindowFindFinds', {
            lock: <kbd>Ctrl + L</kbd>,
            find: <kbd>Ctrl + K</kbd>,
            keys: <Kbd of="keys" />,
          })}
        </p>
      </>
    ),
  },
];

/** Whether reports are lost when the application closes; used in the step about working offline. */
const KeepsNothing = createContext(false);

function Stored() {
  const keepsNothing = useContext(KeepsNothing);
  return <p>{t(keepsNothing ? 'shell.nothingIsStoredWithoutKeychain' : 'shell.reportsAreStoredOnThisWorkstation')}</p>;
}

/**
 * A tour of the desk in five short steps.
 * @param keepsNothing true without a keychain: reports are kept only while the application runs.
 */
export function Tour({ keepsNothing, onClose }: { keepsNothing: boolean; onClose: () => void }) {
  const [at, setAt] = useState(0);
  const step = STEPS[at];
  if (step === undefined) return null;
  const isLast = at === STEPS.length - 1;
  return (
    <DialogFrame
      isOpen
      title={step.title}
      subtitle={t('shell.stepWhatOfLength', { what: at + 1, length: STEPS.length })}
      onClose={onClose}
      foot={
        <>
          <Button className="button" isDisabled={at === 0} onPress={() => setAt(at - 1)}>
            {t('shell.back')}
          </Button>
          {/* This button has the focus, so that Enter continues. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <Button className="button button-primary" autoFocus onPress={() => (isLast ? onClose() : setAt(at + 1))}>
            {isLast ? t('shell.getStarted') : t('common.next')}
          </Button>
        </>
      }
    >
      {/* Screen readers announce each step. */}
      <div className="tour" aria-live="polite">
        <KeepsNothing value={keepsNothing}>{step.body}</KeepsNothing>
      </div>
    </DialogFrame>
  );
}

/** Offers the tour once to a new officer, without blocking anything. */
export function TourOffer({ onTour, onSkip }: { onTour: () => void; onSkip: () => void }) {
  return (
    <div className="banner">
      <Notice
        tone="info"
        role="status"
        title={t('shell.newHereFiveShortStepsShow')}
        actions={
          <>
            <Button className="button" onPress={onTour}>
              {t('shell.showMe')}
            </Button>
            <Button className="button button-quiet" onPress={onSkip}>
              {t('shell.noThanks')}
            </Button>
          </>
        }
      />
    </div>
  );
}
