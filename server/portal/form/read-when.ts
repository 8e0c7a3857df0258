import type { Timeframe, TimeframeEnd } from '#shared/domain/timeframe.ts';
import type { PortalText } from '../site/text.ts';
import type { Draft } from './draft.ts';
import type { FieldReader } from './field-reader.ts';
import { type CalendarDay, instantOf, isRealDay, type TimeOfDay } from './local-time.ts';

export type Clock = { zone: string; now: Date };

const DAY_START: TimeOfDay = { hour: 0, minute: 0, second: 0, ms: 0 };
const DAY_END: TimeOfDay = { hour: 23, minute: 59, second: 0, ms: 0 };

/**
 * Reads the timeframe. Anything left open is read as widely as possible: a day without a time means the whole day and
 * is stored as `dayOnly`, a missing end means the same moment as the start (or its whole day), and a day that is not
 * over yet ends now.
 */
export function readWhen(draft: Draft, reader: FieldReader, clock: Clock, text: PortalText): Timeframe | null {
  const typed = (field: string) => (draft[field] ?? '').trim();
  const before = reader.fieldErrors.length;
  const fromDay = readDay(typed('when.fromDate'));
  const fromTime = readTime(typed('when.fromTime'));
  const toDay = readDay(typed('when.toDate'));
  const toTime = readTime(typed('when.toTime'));
  if (fromDay === null)
    reader.complain(
      'when.fromDate',
      typed('when.fromDate') === '' ? text.t('portal-errors.fromDate') : text.t('portal-errors.dateForm'),
    );
  if (fromTime === null && typed('when.fromTime') !== '')
    reader.complain('when.fromTime', text.t('portal-errors.timeForm'));
  if (toDay === null && typed('when.toDate') !== '') reader.complain('when.toDate', text.t('portal-errors.dateForm'));
  if (toTime === null && typed('when.toTime') !== '') reader.complain('when.toTime', text.t('portal-errors.timeForm'));
  if (typed('when.toDate') === '' && toTime !== null)
    reader.complain('when.toDate', text.t('portal-errors.timeWithoutDate'));
  if (fromDay === null || reader.fieldErrors.length > before) return null;

  const { zone } = clock;
  const now = clock.now.getTime();
  const from = instantOf(fromDay, fromTime ?? DAY_START, zone, 'earlier');
  const endTime = toDay === null ? (fromTime ?? DAY_END) : (toTime ?? DAY_END);
  const timeWasTyped = toDay === null ? fromTime !== null : toTime !== null;
  const endDay = toDay ?? fromDay;
  const end = instantOf(endDay, endTime, zone, 'later');
  const earliestEnd = instantOf(endDay, timeWasTyped ? endTime : DAY_START, zone, 'earlier');
  const to = Math.min(end, now);
  if (from > now) reader.complain('when.fromDate', text.t('portal-errors.future'));
  else if (earliestEnd > now) reader.complain('when.toDate', text.t('portal-errors.future'));
  else if (to < from) reader.complain('when.toDate', text.t('portal-errors.order'));
  if (reader.fieldErrors.length > before) return null;
  const dayOnly: TimeframeEnd[] = [
    ...(fromTime === null ? ['from' as const] : []),
    ...(timeWasTyped ? [] : ['to' as const]),
  ];
  const ends = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return dayOnly.length === 0 ? ends : { ...ends, dayOnly };
}

/** Parses `2026-03-08` from a date field, or `3/8/2026` from a browser that shows a plain text field instead. */
function readDay(typed: string): CalendarDay | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed);
  const [year, month, day] = iso !== null ? iso.slice(1) : us !== null ? [us[3], us[1], us[2]] : [];
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  return isRealDay(found) ? found : null;
}

/** Parses `20:30` or `20:30:00` from a time field, or `8:30 pm` or `8 pm` from a plain text field. */
function readTime(typed: string): TimeOfDay | null {
  const found = /^(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s*m\.?)?$/i.exec(typed);
  if (found === null) return null;
  const [, hours, minutes, half] = found;
  if (minutes === undefined && half === undefined) return null;
  const hour = Number(hours);
  const minute = Number(minutes ?? '0');
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null;
  const shift = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return { hour: shift, minute, second: 0, ms: 0 };
}
