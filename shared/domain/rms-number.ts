import { knownEvent } from './history-event.ts';
import type { Report } from './report.ts';

/** The report's number in the records system, as last reported by that system; null if it never reported one. */
export function rmsNumberOf({ history }: Pick<Report, 'history'>): string | null {
  for (const { event } of history.toReversed()) {
    const known = knownEvent(event);
    if (known?.code === 'rms_number') return known.params.number;
  }
  return null;
}
