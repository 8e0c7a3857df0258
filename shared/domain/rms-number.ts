import { knownEvent } from './history-event.ts';
import type { Report } from './report.ts';

/** The number under which the records system has the report, as it said last; null if it never said one. */
export function rmsNumberOf({ history }: Pick<Report, 'history'>): string | null {
  for (const { event } of history.toReversed()) {
    const known = knownEvent(event);
    if (known?.code === 'rms_number') return known.params.number;
  }
  return null;
}
