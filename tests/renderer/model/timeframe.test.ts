import { describe, expect, test } from 'vitest';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { zoneOf } from '../../../renderer/model/time.ts';
import { exactTimeframe, timeframe } from '../../../renderer/model/timeframe.ts';

const HARTFORD = zoneOf('America/New_York');
const now = Date.parse('2026-11-24T15:00:00.000Z');
const WHOLE_DAY = { from: '2026-11-20T05:00:00.000Z', to: '2026-11-21T04:59:00.000Z' };

describe('a time that the person did not give', () => {
  test.each<[Timeframe, string]>([
    [{ ...WHOLE_DAY, dayOnly: ['from', 'to'] }, 'Fri, Nov 20, time not given'],
    [
      { ...WHOLE_DAY, from: '2026-11-19T05:00:00.000Z', dayOnly: ['from', 'to'] },
      'Thu, Nov 19, time not given – Fri, Nov 20, time not given',
    ],
    [
      { ...WHOLE_DAY, from: '2026-11-21T01:00:00.000Z', dayOnly: ['to'] },
      'Fri, Nov 20 8:00 PM – Fri, Nov 20, time not given',
    ],
    [
      { from: '2026-11-24T05:00:00.000Z', to: '2026-11-24T15:00:00.000Z', dayOnly: ['from', 'to'] },
      'Today, time not given',
    ],
    [{ ...WHOLE_DAY, dayOnly: [] }, 'Fri, Nov 20 12:00 AM – 11:59 PM'],
  ])('%j is shown as "%s"', (when, words) => {
    expect(timeframe(when, now, HARTFORD)).toBe(words);
  });

  test('is also omitted in the long form', () => {
    expect(exactTimeframe({ ...WHOLE_DAY, dayOnly: ['from', 'to'] }, HARTFORD)).toBe(
      'Friday, November 20, 2026, time not given',
    );
  });
});
