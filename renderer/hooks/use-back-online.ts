import { useEffect, useRef } from 'react';

/** Refreshes a page once the connection to the agency server returns. `refresh` must keep its identity. */
export function useBackOnline(online: boolean, refresh: () => void): void {
  const wasOnline = useRef(online);
  useEffect(() => {
    if (online && !wasOnline.current) refresh();
    wasOnline.current = online;
  }, [online, refresh]);
}
