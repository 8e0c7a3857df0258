import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { isSyncBlocked } from '#shared/is-sync-blocked.ts';
import { ask, toAppError } from '../bridge.ts';
import { rich, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';

/**
 * Asks what to do when signing out with unsent decisions: send them first, sign out anyway after an explanation of what
 * happens to them, or stay signed in. Also shown when only drafts would be lost, on a workstation that stores nothing.
 * If everything is sent while the dialog is open, the dialog says so, and the same button signs out.
 */
export function SignOutDialog({ sync, onClose }: { sync: SyncState | undefined; onClose: () => void }) {
  const [sending, setSending] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const cache = useLive('cache.state', undefined, []).value;
  const drafts = cache?.kind === 'memory' ? cache.drafts : 0;
  const unsent = (sync?.held ?? 0) + (sync?.waiting ?? 0);
  const needsYou = sync?.needsYou ?? 0;
  const stuck = sync !== undefined && isSyncBlocked(sync);

  const leave = async (leaveUnsent: boolean) => {
    setAsking(true);
    setError(null);
    try {
      await ask('session.sign-out', { leaveUnsent });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const sendAndLeave = async () => {
    setSending(true);
    setError(null);
    try {
      await ask('outbox.send-now');
      const how = await untilSent(() => open.current);
      // Forms that would be lost are a question of their own, which the dialog asks next.
      if (how === 'sent' && drafts === 0) await leave(false);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSending(false);
    }
  };

  const total = unsent + needsYou;
  const isAllSent = sync !== undefined && cache !== undefined && total + drafts === 0;
  const title = isAllSent ? t('session.allSent') : t('session.unfinishedWork');

  return (
    <DialogFrame
      isOpen
      title={total > 0 ? t('session.nDecisionsHaventBeenSentYet2', { n: total }) : title}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('session.stay')}
          </Button>
          {!isAllSent && (
            <Button className="button" isDisabled={asking} onPress={() => void leave(true)}>
              {total > 0 ? t('session.leaveUnsentAndSignOut') : t('session.discardAndSignOut')}
            </Button>
          )}
          {(total > 0 || isAllSent) && (
            <Button
              className="button button-primary"
              isPending={sending || (isAllSent && asking)}
              isDisabled={!isAllSent && (stuck || needsYou > 0)}
              onPress={() => void (isAllSent ? leave(false) : sendAndLeave())}
            >
              {isAllSent && t('common.signOut')}
              {total > 0 && (sending ? t('session.sendingNDecisions', { n: unsent }) : t('session.sendNowAndSignOut'))}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {error !== null && <ErrorNotice error={error} />}
        {isAllSent && <p>{t('session.nothingWaits')}</p>}
        {drafts > 0 && (
          <Notice tone="warn" title={t('session.nDraftsWouldBeLost', { n: drafts })}>
            {t('session.finishThemFirst')}
          </Notice>
        )}
        {stuck && !isAllSent && (
          <Notice
            tone="warn"
            title={sync.phase === 'offline' ? t('session.cantReachTheAgencyServer') : t('session.nothingCanBeSentNow')}
          >
            {sync.phase === 'offline' ? t('session.nothingCanBeSentNow') : sync.problem && errorSentence(sync.problem)}
          </Notice>
        )}
        {needsYou > 0 && (
          <Notice tone="warn" title={t('session.nOfThemNeedAttention', { n: needsYou })}>
            {t('session.seeWaitingToBeSentThe', { n: needsYou })}
          </Notice>
        )}
        {total > 0 && (
          <>
            <p>
              {rich('session.nowMeansYouCanNoLonger', {
                now: <strong>{t('session.sendNow')}</strong>,
              })}
            </p>
            <p>
              <strong>{t('session.leaveUnsent')}</strong>{' '}
              {cache?.kind === 'memory'
                ? t('session.keepsThemOnlyInTheSealed', { n: total })
                : t('session.keepsThemOnThisWorkstationEncrypted', { n: total })}
              {cache?.journal.path != null && ` ${t('session.toContinueOnAnotherWorkstationTake')}`}
            </p>
            {cache?.journal.path != null && <p className="file-path">{cache.journal.path}</p>}
          </>
        )}
      </div>
    </DialogFrame>
  );
}

const LOOK_AGAIN_MS = 250;

/** Waits until everything has been sent, or until that can't happen without the officer's help. */
async function untilSent(wanted: () => boolean): Promise<'sent' | 'stuck' | 'given_up'> {
  while (wanted()) {
    const state = await ask('sync.state');
    const { held, waiting, needsYou } = state;
    if (held + waiting + needsYou === 0) return 'sent';
    if (isSyncBlocked(state) || held + waiting === 0) return 'stuck';
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return 'given_up';
}
