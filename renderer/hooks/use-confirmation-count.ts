import { useEffect } from 'react';
import { useLive } from '../use-live.ts';

/** The server sends no news of it, and a new colleague can wait this long. */
const LOOK_MS = 60_000;

/** How many accounts wait that this person may confirm or decline. */
export function useConfirmationCount(): number {
  const { value, refresh } = useLive('confirmations.count', undefined, ['confirmations']);
  useEffect(() => {
    const timer = setInterval(refresh, LOOK_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return value?.waiting ?? 0;
}
