import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Opened, Openings } from '../model/openings.ts';

const NOTHING: Opened = { id: null, error: null };

/** Stores that this report was opened, unless the queue already did so. Returns a null ID if nothing is open. */
export function useOpening(openings: Openings, reportId: string | null): Opened {
  const opened = useSyncExternalStore(openings.subscribe, openings.drawn);
  useLayoutEffect(() => {
    if (reportId === null) openings.close();
    else openings.open(reportId);
  }, [openings, reportId]);
  return reportId === null ? NOTHING : opened;
}
