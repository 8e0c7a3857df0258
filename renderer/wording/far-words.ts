import { t } from '../t.ts';

const METERS_PER_MILE = 1609.344;
const FEET_PER_MILE = 5280;

/** Formats a distance in meters as US units: "150 ft" up to a tenth of a mile, then "0.8 mi". */
export function farWords(meters: number): string {
  const miles = meters / METERS_PER_MILE;
  if (miles < 0.1) return t('ui.nFt', { n: Math.max(10, Math.round((miles * FEET_PER_MILE) / 10) * 10) });
  return t('ui.nMi', { n: miles.toFixed(1) });
}
