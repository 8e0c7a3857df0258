import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { OpeningUse } from '#shared/domain/trail.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';

export type Opening = {
  /** The report whose opening is stored, which may be shown; while another one is being opened, the previous report. */
  id: string | null;
  /** Why the opening could not be stored. The report must not be shown then. */
  error: AppError | null;
  retry: () => void;
};

const NOTHING: Omit<Opening, 'retry'> = { id: null, error: null };

/**
 * Stores that the officer opens a report, before it is shown. A report that is refreshed while it is open is not opened
 * again. With null, nothing is open.
 */
export function useOpening(reportId: string | null, use: Extract<OpeningUse, 'opened' | 'compared'>): Opening {
  const [asked, setAsked] = useState(reportId);
  const [stored, setStored] = useState(NOTHING);
  const wanted = useRef(reportId);
  // Updates state during rendering, so that a report that is opened again is not shown before this is stored.
  if (asked !== reportId) {
    setAsked(reportId);
    if (reportId === null) setStored(NOTHING);
  }
  const store = useCallback(
    (id: string) => {
      const settle = (error: AppError | null) => {
        if (wanted.current === id) setStored({ id, error });
      };
      ask('trail.note', { reportId: id, use }).then(
        () => settle(null),
        (thrown: unknown) => settle(toAppError(thrown)),
      );
    },
    [use],
  );
  useLayoutEffect(() => {
    wanted.current = reportId;
    if (reportId !== null) store(reportId);
  }, [reportId, store]);
  return {
    ...(reportId === null ? NOTHING : stored),
    retry: () => {
      if (reportId !== null) store(reportId);
    },
  };
}
