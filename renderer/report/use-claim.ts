import { useEffect } from 'react';
import { ask } from '../bridge.ts';

/** Lets colleagues see which report is open here; without the line nobody is told, and nothing else changes. */
export function useClaim(reportId: string | null): void {
  useEffect(() => {
    ask('claim.at', { id: reportId }).catch(() => undefined);
    return () => {
      ask('claim.at', { id: null }).catch(() => undefined);
    };
  }, [reportId]);
}
