import { useEffect } from 'react';

/** Asks again once a minute for what the server sends no news of. */
export function useRefreshEvery(refresh: () => void, everyMs = 60_000): void {
  useEffect(() => {
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [refresh, everyMs]);
}
