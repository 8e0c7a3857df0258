/** A stored day as people write it here, such as 12/25/2026; anything else as it was typed. */
export function dayShown(value: unknown): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value)) ?? [];
  return year === undefined ? String(value) : `${Number(month)}/${Number(day)}/${year}`;
}

/** A typed day as it is stored, YYYY-MM-DD; anything else stays as it was typed, and is shown as a problem. */
export function dayTyped(line: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(line) ?? [];
  return month === undefined || day === undefined || year === undefined
    ? line
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
