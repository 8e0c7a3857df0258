import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActKind } from '#shared/domain/act.ts';
import type { Draft, KeptDraft } from '#shared/domain/draft.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { useKeeper } from '../hooks/use-keeper.ts';

/**
 * The saved draft of a form: undefined while loading, null if there is none. If it cannot be read, for example while the
 * worker thread restarts, the form does not open, because the first character typed into an empty form would overwrite
 * the draft.
 */
export function useKeptDraft(
  reportId: string,
  kind: ActKind,
  onFailure: (error: AppError) => void,
): KeptDraft | null | undefined {
  const [kept, setKept] = useState<KeptDraft | null>();
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
 * Saves an act's form while it is being filled in, so that it also survives a new version of its report; saving null
 * deletes the draft.
 */
export function useDraftKeeper(reportId: string, kind: ActKind, onFailure: (error: AppError) => void) {
  const save = useCallback((draft: Draft | null) => ask('draft.put', { reportId, kind, draft }), [reportId, kind]);
  return useKeeper(save, onFailure);
}
