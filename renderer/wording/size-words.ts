import { locale, t } from '../t.ts';

/** A byte count in a readable unit. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return t('ui.nBytes', { n: bytes });
  const units = ['KB', 'MB', 'GB'] as const;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString(locale())} ${units[unit]}`;
}
