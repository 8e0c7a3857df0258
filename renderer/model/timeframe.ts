import { isDayOnly, type Timeframe, type TimeframeEnd } from '#shared/domain/timeframe.ts';
import { t } from '../t.ts';
import { calendarDay, dayAndTime, daysBetween, exact, type From, shortDay, span, type Zone } from './time.ts';

/**
 * Formats the time of an incident, like `span`; "Fri, Nov 20, time not given" if the reporter gave a day without a time.
 */
export function timeframe(when: Timeframe, now: From, zone: Zone): string {
  if (when.dayOnly === undefined || when.dayOnly.length === 0) return span(when.from, when.to, now, zone);
  const said = (end: TimeframeEnd) =>
    isDayOnly(when, end)
      ? t('times.dayTimeNotGiven', { day: plainDay(when[end], now, zone) })
      : dayAndTime(when[end], now, zone);
  return joined(when, said);
}

/** Like `timeframe`, but with full dates, for tooltips and screen readers. */
export function exactTimeframe(when: Timeframe, zone: Zone): string {
  return joined(when, (end) =>
    isDayOnly(when, end)
      ? t('times.dayTimeNotGiven', { day: zone.exactDay.format(new Date(when[end])) })
      : exact(when[end], zone),
  );
}

function joined(when: Timeframe, said: (end: TimeframeEnd) => string): string {
  const [from, to] = [said('from'), said('to')];
  return from === to ? from : `${from} – ${to}`;
}

/** Formats a day as "Today", "Yesterday", "Fri, Nov 20" or "Thu, Nov 20, 2025". */
function plainDay(iso: string, now: From, zone: Zone): string {
  const day = calendarDay(iso, zone);
  if (now === null) return t('times.dayYear', { day: shortDay(day), year: day.slice(0, 4) });
  const today = zone.day.format(now);
  const away = daysBetween(day, today);
  if (away === 0) return t('common.today');
  if (away === 1) return t('times.yesterday');
  const year = day.slice(0, 4);
  return year === today.slice(0, 4) ? shortDay(day) : t('times.dayYear', { day: shortDay(day), year });
}
