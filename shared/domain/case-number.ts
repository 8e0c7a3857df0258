/**
 * An agency's pattern for permanent case numbers, such as `{yy}-{serial:6}`. `{yyyy}` and `{yy}` are the year in the
 * agency's time zone; `{serial:N}` is the serial number within that year, zero-padded to N digits.
 */
const PLACE = /\{(yyyy|yy|serial(?::([1-9]))?)\}/g;

/**
 * Returns the problem with a pattern, or null. A pattern needs both year and serial, because numbering restarts each
 * year.
 */
export function patternProblem(pattern: string): string | null {
  const places = [...pattern.matchAll(PLACE)].map(([, place = '']) => place);
  if (/[{}]/.test(pattern.replace(PLACE, ''))) return 'has an unknown placeholder';
  if (places.filter((place) => place.startsWith('serial')).length !== 1) return 'needs {serial:N} once';
  if (!places.some((place) => place.startsWith('yy'))) return 'needs {yy} or {yyyy}';
  return /^[\w\-/. {}:]+$/.test(pattern) ? null : 'can have only letters, digits, spaces and - / . _';
}

export function caseNumber(pattern: string, year: number, serial: number): string {
  return pattern.replace(PLACE, (_, place: string, digits: string | undefined) => {
    if (place === 'yyyy') return String(year).padStart(4, '0');
    if (place === 'yy') return String(year % 100).padStart(2, '0');
    return String(serial).padStart(Number(digits ?? 1), '0');
  });
}
