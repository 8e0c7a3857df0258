/** Converts a stored day to the usual local format, such as 12/25/2026; any other text stays as typed. */
export function dayShown(value: unknown): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value)) ?? [];
  return year === undefined ? String(value) : `${Number(month)}/${Number(day)}/${year}`;
}

/**
 * Converts a typed day to the stored format, YYYY-MM-DD; any other text stays as it is and is reported as a problem.
 */
export function dayTyped(line: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(line) ?? [];
  return month === undefined || day === undefined || year === undefined
    ? line
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
