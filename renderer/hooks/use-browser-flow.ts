import { useEffect, useRef, useState } from 'react';
import type { AppError } from '#shared/errors.ts';
import type { Input } from '#shared/ipc.ts';
import type { SessionState } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';

export type BrowserWay = {
  /** The address of the sign-in page that is open in the browser; null if none is. */
  address: string | null;
  /** True from the button press until the browser is done. */
  asking: boolean;
  error: AppError | null;
  start: () => void;
  again: () => void;
  copy: () => void;
  cancel: () => void;
};

/**
 * Opens the sign-in page of the agency's directory in the system browser and waits for the result. Leaving the screen
 * cancels the sign-in, so that it can't complete unnoticed later.
 */
export function useBrowserFlow(
  purpose: Input<'session.browser-start'>['purpose'],
  onDone?: (state: SessionState) => void,
): BrowserWay {
  const [address, setAddress] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isUnderWay = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      if (isUnderWay.current) void ask('session.browser-cancel').catch(() => undefined);
    };
  }, []);

  const run = async () => {
    setAsking(true);
    setError(null);
    isUnderWay.current = true;
    try {
      const started = await ask('session.browser-start', { purpose });
      setAddress(started.address);
      const state = await ask('session.browser-result');
      if (!isGone.current) onDone?.(state);
    } catch (thrown) {
      const why = toAppError(thrown);
      // An officer who pressed Cancel here needs no error message.
      setError(why.detail?.code === 'directory_canceled' ? null : why);
    } finally {
      isUnderWay.current = false;
      setAddress(null);
      setAsking(false);
    }
  };
  const tell = (channel: 'session.browser-again' | 'session.browser-copy' | 'session.browser-cancel') =>
    void ask(channel).catch((thrown: unknown) => setError(toAppError(thrown)));
  return {
    address,
    asking,
    error,
    start: () => void (asking || run()),
    again: () => tell('session.browser-again'),
    copy: () => tell('session.browser-copy'),
    cancel: () => tell('session.browser-cancel'),
  };
}
