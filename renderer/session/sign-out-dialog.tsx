import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import type { SyncState } from '#shared/ipc.ts';
import { ask, toAppError } from '../bridge.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { count } from '../ui/words.ts';
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
  const offline = sync?.phase === 'offline' || sync?.phase === 'paused';

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
  const them = total === 1 ? 'it' : 'them';
  return (
    <DialogFrame
      isOpen
      title={total === 1 ? 'One decision was not sent yet' : `${total} decisions were not sent yet`}
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            Stay
          </Button>
          <Button className="button" isDisabled={asking} onPress={() => void leave(true)}>
            Hand over and sign out
          </Button>
          <Button
            className="button button-primary"
            isPending={sending}
            isDisabled={offline || needsYou > 0}
            onPress={() => void sendNow()}
          >
            {sending ? `Sending ${count(unsent, 'decision')}…` : 'Send now and sign out'}
          </Button>
        </>
      }
    >
      <div className="stack">
        {error !== null && <ErrorNotice error={error} />}
        {offline && (
          <Notice tone="warn" title="The agency server cannot be reached">
            Nothing can be sent now.
          </Notice>
        )}
        {needsYou > 0 && (
          <Notice tone="warn" title={needsYou === 1 ? 'One of them needs you' : `${needsYou} of them need you`}>
            Look under “Waiting to be sent”: the server would not take {needsYou === 1 ? 'it' : 'them'} as{' '}
            {needsYou === 1 ? 'it is' : 'they are'}.
          </Notice>
        )}
        <p>
          <strong>Send now</strong> ends the undo time and signs you out once the server has everything.
        </p>
        <p>
          <strong>Hand over</strong>{' '}
          {cache?.kind === 'memory'
            ? `leaves ${them} in a sealed file only, because this workstation has no keychain. After your next sign-in, get ${them} back under Settings.`
            : `leaves ${them} on this workstation, encrypted, to be sent after your next sign-in here.`}
          {cache?.journal.path != null &&
            ' To go on elsewhere, take this sealed file along and open it under Settings:'}
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
    const { held, waiting, needsYou, phase } = await ask('sync.state');
    if (held + waiting + needsYou === 0) return 'sent';
    if (phase === 'offline' || phase === 'paused' || held + waiting === 0) return 'stuck';
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return 'given_up';
}
