import { useEffect } from 'react';

/** Refreshes data once a minute, for data about which the server sends no change notifications. */
export function useRefreshEvery(refresh: () => void, everyMs = 60_000): void {
  useEffect(() => {
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [refresh, everyMs]);
}
