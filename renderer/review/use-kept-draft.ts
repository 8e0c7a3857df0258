import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { KEEP_NOW } from '../hooks/keep-now.ts';

/** Pause before a draft is saved, short enough that a power failure loses only a few characters. */
const SAVE_AFTER_MS = 300;

/**
 * The saved draft of a form: undefined while loading, null if there is none. If it cannot be read, for example while the
 * worker thread restarts, the form does not open, because the first character typed into an empty form would overwrite
 * the draft.
 */
export function useKeptDraft(
  reportId: string,
  kind: ActKind,
  onFailure: (error: AppError) => void,
): Draft | null | undefined {
  const [kept, setKept] = useState<Draft | null>();
  const failed = useRef(onFailure);
  useEffect(() => {
    failed.current = onFailure;
  });
  useEffect(() => {
    let here = true;
    ask('draft.get', { reportId, kind }).then(
      (draft) => {
        if (here) setKept(draft);
      },
      (thrown: unknown) => {
        if (here) failed.current(toAppError(thrown));
      },
    );
    return () => {
      here = false;
    };
  }, [reportId, kind]);
  return kept;
}

/**
 * Saves a form to the encrypted cache while it is being filled in, so that it survives a crash, locking, and a new
 * version of its report; saving null deletes the draft. Pending changes are written when the form closes and just before
 * the window locks.
 */
export function useDraftKeeper(reportId: string, kind: ActKind, onFailure: (error: AppError) => void) {
  const waiting = useRef<{ draft: Draft | null; timer: number } | null>(null);
  const failed = useRef(onFailure);
  useEffect(() => {
    failed.current = onFailure;
  });

  const now = useCallback(() => {
    const { current } = waiting;
    if (current === null) return;
    clearTimeout(current.timer);
    waiting.current = null;
    ask('draft.put', { reportId, kind, draft: current.draft }).catch((thrown: unknown) => {
      const error = toAppError(thrown);
      // Input is still saved for a moment after locking; after that, `locked` errors are expected and ignored.
      if (error.code !== 'locked') failed.current(error);
    });
  }, [reportId, kind]);

  useEffect(() => {
    window.addEventListener(KEEP_NOW, now);
    return () => {
      window.removeEventListener(KEEP_NOW, now);
      now();
    };
  }, [now]);

  const keep = useCallback(
    (draft: Draft | null) => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = { draft, timer: window.setTimeout(now, SAVE_AFTER_MS) };
    },
    [now],
  );
  /** The act was saved and its draft deleted, so discard the pending write, which would bring the draft back. */
  const drop = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = null;
  }, []);
  return { keep, drop };
}
