import { allowance } from './allowance.ts';
import type { Alerts } from './mail/alerts.ts';

/** Whether a report that nobody has confirmed by e-mail may be filed now. Counts it if it may. */
export type FilingBrake = { take: (danger: boolean) => boolean };

const HOUR_MS = 3_600_000;

/**
 * Limits reports whose sender is not confirmed, from all sources together: otherwise a program with many addresses could
 * bury the real reports. Reports that may mean danger have a number of their own, so that a flood of others does not hold
 * them up. People are told from half of either number on.
 */
export function filingBrake(most: number, now: () => Date, tell: (most: number) => void): FilingBrake {
  const all = allowance({ most, windowMs: HOUR_MS }, now);
  const half = allowance({ most: Math.ceil(most / 2), windowMs: HOUR_MS }, now);
  return {
    take(danger) {
      const which = danger ? 'danger' : 'other';
      const mayFile = all.hasLeft(which);
      if (mayFile) {
        all.take(which, 1);
        half.take(which, 1);
      }
      if (!half.hasLeft(which)) tell(most);
      return mayFile;
    },
  };
}

export function tellOfFlood(alerts: Alerts | null, most: number): void {
  alerts?.raise(
    'very many reports',
    `Half of the ${most} reports without a confirmed e-mail address that may be filed within an hour have come. Above ${most}, ` +
      'people are asked to try again later or to call, except those who confirm an address. Reports that may mean danger ' +
      `have another ${most}. If the reports are real, raise P2C_REPORTS_PER_HOUR.`,
  );
}
