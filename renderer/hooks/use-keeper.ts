import { useCallback, useEffect, useRef } from 'react';
import type { AppError } from '#shared/errors.ts';
import { toAppError } from '../bridge.ts';
import { KEEP_NOW } from './keep-now.ts';

/** Pause before a form is saved, short enough that a power failure loses only a few characters. */
const SAVE_AFTER_MS = 300;

/**
 * Saves a form to the encrypted cache while it is being filled in, so that it survives a crash and locking. Pending
 * changes are written when the form closes and just before the window locks.
 * @param save must keep its identity for as long as it saves to the same place.
 */
export function useKeeper<Form>(save: (form: Form) => Promise<unknown>, onFailure: (error: AppError) => void) {
  const waiting = useRef<{ form: Form; timer: number } | null>(null);
  const failed = useRef(onFailure);
  useEffect(() => {
    failed.current = onFailure;
  });

  const now = useCallback(() => {
    const { current } = waiting;
    if (current === null) return;
    clearTimeout(current.timer);
    waiting.current = null;
    save(current.form).catch((thrown: unknown) => {
      const error = toAppError(thrown);
      // Input is still saved for a moment after locking; after that, `locked` errors are expected and ignored.
      if (error.code !== 'locked') failed.current(error);
    });
  }, [save]);

  useEffect(() => {
    window.addEventListener(KEEP_NOW, now);
    return () => {
      window.removeEventListener(KEEP_NOW, now);
      now();
    };
  }, [now]);

  const keep = useCallback(
    (form: Form) => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = { form, timer: window.setTimeout(now, SAVE_AFTER_MS) };
    },
    [now],
  );
  /**
   * The form's data is saved on the server and its draft deleted, so drop the pending write, which would bring it back.
   */
  const drop = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = null;
  }, []);
  return { keep, drop };
}
