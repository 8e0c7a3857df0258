/**
 * One cached formatter per time zone. A formatter takes tens of kilobytes outside the JavaScript heap, which are freed
 * only at the next major garbage collection. A pass over all open follow-ups formats thousands of timestamps, so it
 * can't create a formatter for each.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formatters.set(timeZone, made);
  return made;
}

/**
 * Date and time of day in a time zone at a given time.
 * @param ms since 1970 UTC.
 * @param timeZone an IANA name; throws a RangeError for any other.
 * @returns `month` from 1 to 12, `hour` from 0 to 23.
 */
export function wallParts(ms: number, timeZone: string) {
  const parts = formatterOf(timeZone).formatToParts(ms);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}

/** A time zone's offset from UTC at a given time, in milliseconds; positive when it is ahead. */
export function offsetAt(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallParts(ms, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}
