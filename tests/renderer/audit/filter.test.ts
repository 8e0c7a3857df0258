import type { DateValue } from 'react-aria-components';
import { expect, test } from 'vitest';
import { countMore, NO_FILTER, queryOf, withChoice } from '../../../renderer/audit/filter.ts';
import { zoneOf } from '../../../renderer/model/time.ts';

/** Returns a day as the date field gives it; only its text is read. */
const day = (text: string) => ({ toString: () => text }) as DateValue;
const zone = zoneOf('America/New_York');
const page = { direction: 'desc', after: undefined, limit: 50 } as const;

test('dates are whole days in the agency’s time zone, the last one included', () => {
  const filter = { ...NO_FILTER, from: day('2026-03-06'), to: day('2026-03-07') };
  expect(queryOf(filter, '', zone, page)).toEqual({
    direction: 'desc',
    limit: 50,
    from: '2026-03-06T05:00:00.000Z',
    to: '2026-03-08T05:00:00.000Z',
  });
});

test('a page continues after the last row of the previous one', () => {
  const after = { at: '2026-03-07T14:00:00.000Z', id: '0195706f-0000-7000-9000-000000000001' };
  expect(queryOf(NO_FILTER, ' soto ', zone, { ...page, after })).toMatchObject({
    text: 'soto',
    afterAt: after.at,
    afterId: after.id,
  });
});

test('a choice replaces the earlier one, and none removes it', () => {
  const spanish = withChoice(withChoice({}, 'language', 'en'), 'language', 'es');
  expect(spanish).toEqual({ language: 'es' });
  expect(countMore({ ...spanish, officerId: 'x' })).toBe(1);
  expect(withChoice(spanish, 'language', undefined)).toEqual({});
});
