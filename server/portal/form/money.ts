/**
 * Parses US dollars as people type them (`250`, `$1,249.99`, `.50`) into whole cents; null when it is not an amount.
 */
export function centsOf(typed: string): number | null {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{0,15})(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (found === null) return null;
  const [, whole = '', fraction = ''] = found;
  if (whole === '' && fraction === '') return null;
  return Number(whole.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'));
}
