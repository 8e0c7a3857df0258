import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Policy } from '#shared/domain/policy.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { ago, dayAndTime, exact, type From, howLong, type Zone, zoneOf } from '../model/time.ts';
import { copiedAs } from './copied-text.ts';
import { usePreferences } from './preferences.tsx';

/**
 * What every screen needs to show times: the current time, the time that dates are relative to (null on paper), the
 * agency's time zone, its promised response time in days, and its holidays.
 */
export type Desk = { now: number; from: From; zone: Zone; promiseDays: number; holidays: readonly string[] };

const DeskContext = createContext<Desk>({ now: 0, from: 0, zone: zoneOf('UTC'), promiseDays: 5, holidays: [] });

export function DeskClock({ policy, children }: { policy: Policy | null; children: ReactNode }) {
  // Text such as "12 min ago" changes once a minute at most, so updating twice a minute is enough.
  const now = useNow(30_000);
  const timeZone = policy?.agency.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const promiseDays = policy?.limits.promiseDays ?? 5;
  const holidays = useMemo(() => policy?.holidays ?? [], [policy]);
  const zone = useMemo(() => zoneOf(timeZone), [timeZone]);
  const from = usePrinting() ? null : now;
  const desk = useMemo(() => ({ now, from, zone, promiseDays, holidays }), [now, from, zone, promiseDays, holidays]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  return useContext(DeskContext);
}

/** The current time in milliseconds, updated every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    // After an interval change, start from the current time, not from the last tick at the old interval.
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}

/**
 * Shows a time as "12 min ago", or as date and time if the officer prefers that; the exact time is shown on hover and
 * read by screen readers.
 */
export function TimeAgo({ at }: { at: string }) {
  const { now, from, zone } = useDesk();
  const exactly = usePreferences().preferences.times === 'exact' || from === null;
  return (
    <time dateTime={at} title={exact(at, zone)} {...copiedAs(dayAndTime(at, null, zone))}>
      {exactly ? dayAndTime(at, from, zone) : ago(at, now)}
    </time>
  );
}

/**
 * Shows how long something has been waiting ("26 hr"). Officers who prefer date and time see this too, because the next
 * column already shows the date and time.
 */
export function Since({ at }: { at: string }) {
  const { now, zone } = useDesk();
  return (
    <time dateTime={at} {...copiedAs(dayAndTime(at, null, zone))}>
      {howLong(at, now)}
    </time>
  );
}

/** Shows a time as "Today 2:05 PM", with the exact time on hover. */
export function DayTime({ at }: { at: string }) {
  const { from, zone } = useDesk();
  return (
    <time dateTime={at} title={exact(at, zone)} {...copiedAs(dayAndTime(at, null, zone))}>
      {dayAndTime(at, from, zone)}
    </time>
  );
}
