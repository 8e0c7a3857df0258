import { useEffect } from 'react';
import { ask } from '../bridge.ts';

/** Shows colleagues which report is open here. Offline, colleagues do not see it, and nothing else changes. */
export function useClaim(reportId: string | null): void {
  useEffect(() => {
    ask('claim.at', { id: reportId }).catch(() => undefined);
    return () => {
      ask('claim.at', { id: null }).catch(() => undefined);
    };
  }, [reportId]);
}
