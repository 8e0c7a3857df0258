import { useEffect, useRef } from 'react';
import { calendarDay } from '../model/time.ts';
import { useDesk } from '../ui/desk-clock.tsx';

/** Refreshes what depends on today's date when the agency's calendar day changes. `refresh` must keep its identity. */
export function useNewDay(refresh: () => void): void {
  const { now, zone } = useDesk();
  const today = calendarDay(new Date(now).toISOString(), zone);
  const last = useRef(today);
  useEffect(() => {
    if (last.current !== today) refresh();
    last.current = today;
  }, [today, refresh]);
}
