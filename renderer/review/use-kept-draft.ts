import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { KEEP_NOW } from '../hooks/keep-now.ts';

/** Short enough that a power cut takes a few letters at most. */
const SAVE_AFTER_MS = 300;

/**
 * The form as it was left: undefined until that is known, null where there is none. One that cannot be read now, as while the
 * thread that has it starts anew, does not open: the first letter in an empty one would take the place of what is kept.
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
 * Keeps a form in the encrypted cache while it is written, so that it outlives a crash, the lock and a new version of
 * its report; null forgets it. What waits is written when the form closes and just before the window locks.
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
      // A lock that fell takes in for a moment what was being typed, and nothing after that.
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
  /** The act was saved, and its form went with it: what waits must not bring it back. */
  const drop = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = null;
  }, []);
  return { keep, drop };
}
