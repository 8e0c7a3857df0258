import { CalendarDate } from '@internationalized/date';
import { expect, test } from 'vitest';
import { NOTHING } from '../../../renderer/find/find-form.tsx';
import { whatToTry } from '../../../renderer/find/what-to-try.ts';

const PHONE = 'For a phone number, enter all of it or its last digits; its beginning isn’t searched.';
const found = (fields: Partial<typeof NOTHING>, from: CalendarDate | null = null) =>
  whatToTry({ fields: { ...NOTHING, ...fields }, from, to: null });

test('a search by phone that finds nothing says that a number is found by its end, and nothing of names', () => {
  expect(found({ phone: '860 555' })).toEqual([PHONE]);
});

test('fewer fields are suggested where more than one was used, dates included', () => {
  expect(found({ phone: '860 555', serial: ' ' })).toEqual([PHONE]);
  expect(found({ phone: '5550118', name: 'Garcia' })).toEqual([
    'Try fewer fields.',
    'For a name, try only its beginning.',
    PHONE,
  ]);
  expect(found({ phone: '5550118' }, new CalendarDate(2026, 11, 30))[0]).toBe('Try fewer fields.');
});
