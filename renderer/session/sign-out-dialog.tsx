import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SyncState } from '#shared/ipc-shapes.ts';
import { standsStill } from '#shared/stands-still.ts';
import { ask, toAppError } from '../bridge.ts';
import { plural, rich, t } from '../t.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemWords } from '../ui/problem-words.ts';
import { useLive } from '../use-live.ts';

/** Signing out while decisions are here: send them first, leave them behind knowing how they go on, or stay. */
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
  const unsent = (sync?.held ?? 0) + (sync?.waiting ?? 0);
  const needsYou = sync?.needsYou ?? 0;
  const stuck = sync !== undefined && standsStill(sync);

  const leave = async (handOver: boolean) => {
    setAsking(true);
    setError(null);
    try {
      await ask('session.sign-out', { handOver });
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const sendNow = async () => {
    setSending(true);
    setError(null);
    try {
      await ask('outbox.send-now');
      const how = await untilSent(() => open.current);
      if (how === 'sent') await leave(false);
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSending(false);
    }
  };

  const total = unsent + needsYou;

  return (
    <DialogFrame
      isOpen
      title={plural(total, 'One decision was not sent yet', '{n} decisions were not sent yet')}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {t('Stay')}
          </Button>
          <Button className="button" isDisabled={asking} onPress={() => void leave(true)}>
            {t('Hand over and sign out')}
          </Button>
          <Button
            className="button button-primary"
            isPending={sending}
            isDisabled={stuck || needsYou > 0}
            onPress={() => void sendNow()}
          >
            {sending ? plural(unsent, 'Sending {n} decision…', 'Sending {n} decisions…') : t('Send now and sign out')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== null && <ErrorNotice error={error} />}
        {stuck && (
          <Notice
            tone="warn"
            title={sync.phase === 'offline' ? t('The agency server cannot be reached') : t('Nothing can be sent now.')}
          >
            {sync.phase === 'offline' ? t('Nothing can be sent now.') : sync.problem && problemWords(sync.problem)}
          </Notice>
        )}
        {needsYou > 0 && (
          <Notice tone="warn" title={plural(needsYou, 'One of them needs you', '{n} of them need you')}>
            {plural(
              needsYou,
              'Look under “Waiting to be sent”: the server would not take it as it is.',
              'Look under “Waiting to be sent”: the server would not take them as they are.',
            )}
          </Notice>
        )}
        <p>
          {rich('{now} ends the undo time and signs you out once the server has everything.', {
            now: <strong>{t('Send now')}</strong>,
          })}
        </p>
        <p>
          <strong>{t('Hand over|what was not sent')}</strong>{' '}
          {cache?.kind === 'memory'
            ? plural(
                total,
                'leaves it in a sealed file only, because this workstation has no keychain. After your next sign-in, get it back under Settings.',
                'leaves them in a sealed file only, because this workstation has no keychain. After your next sign-in, get them back under Settings.',
              )
            : plural(
                total,
                'leaves it on this workstation, encrypted, to be sent after your next sign-in here.',
                'leaves them on this workstation, encrypted, to be sent after your next sign-in here.',
              )}
          {cache?.journal.path != null &&
            ` ${t('To go on elsewhere, take this sealed file along and open it under Settings:')}`}
        </p>
        {cache?.journal.path != null && <p className="file-path">{cache.journal.path}</p>}
      </div>
    </DialogFrame>
  );
}

const LOOK_AGAIN_MS = 250;

/** Waits until the server has everything, or until that will not happen by itself. */
async function untilSent(wanted: () => boolean): Promise<'sent' | 'stuck' | 'given_up'> {
  while (wanted()) {
    const state = await ask('sync.state');
    const { held, waiting, needsYou } = state;
    if (held + waiting + needsYou === 0) return 'sent';
    if (standsStill(state) || held + waiting === 0) return 'stuck';
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return 'given_up';
}
