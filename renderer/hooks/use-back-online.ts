import { useEffect, useRef } from 'react';
import type { AppError } from '#shared/errors.ts';
import { isRepeated } from '../model/error-remedy.ts';

/**
 * Refreshes a page once the connection to the agency server returns. `refresh` must keep its identity.
 * @param error the page's error, if any. If `useLive` already repeats the failed request, nothing is refreshed here.
 */
export function useBackOnline(online: boolean, error: AppError | null, refresh: () => void): void {
  const wasOnline = useRef(online);
  const isSentAnyway = error !== null && isRepeated(error);
  useEffect(() => {
    if (online && !wasOnline.current && !isSentAnyway) refresh();
    wasOnline.current = online;
  }, [online, isSentAnyway, refresh]);
}
