/**
 * One formatter a zone: each takes some ten kilobytes outside of the heap, which nobody gives back before the next large
 * collection, and a round over all open follow-ups asks thousands of times.
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
 * What the clocks of a zone show at an instant.
 * @param ms since 1970 UTC.
 * @param timeZone an IANA name; a RangeError for any other.
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

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallParts(ms, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}
