import { expect, test } from 'vitest';
import { isPhone } from '#shared/domain/phone.ts';

test.each([
  '860-555-0123',
  '(860) 555-0123',
  '860.555.0123',
  '8605550123',
  '1-860-555-0123',
  '+1 860 555 0123',
  '860-555-0123 x12',
  '860 555 0123, ext. 12',
  '860-555-0123 #4',
  '+52 55 1234 5678',
  '+49 (0)30 901820',
])('"%s" is a phone number that an officer can dial', (typed) => {
  expect(isPhone(typed)).toBe(true);
});

test.each([
  '555-0123',
  '12',
  '0860 555 0123',
  '860-555-012',
  '860-055-0123',
  '2-860-555-0123',
  '860-555-0123 or 860-555-0124',
  'call my son 8605550123',
  '+52 1',
  '',
])('"%s" is not', (typed) => {
  expect(isPhone(typed)).toBe(false);
});
