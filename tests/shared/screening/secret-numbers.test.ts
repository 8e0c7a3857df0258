import { expect, test } from 'vitest';
import { secretNumbersIn } from '#shared/screening/secret-numbers.ts';

test.each([
  ['Credit card 4111 1111 1111 1111, stolen', ['card']],
  ['my Amex is 3782-822463-10005.', ['card']],
  ['5555555555554444', ['card']],
  ['My SSN is 078-05-1120', ['social_security']],
  ['ssn 219 09 9999 and card 4111111111111111', ['card', 'social_security']],
] as const)('a secret number is seen in: %s', (text, found) => {
  expect(secretNumbersIn(text)).toEqual(found);
});

test.each([
  'The card ends in 1111.',
  'Call me at 860-555-0142 or 860 555 0143.',
  'IMEI 356938035643809',
  'Order 4111 1111 1111 1112',
  'Serial 2026-11-28-0001',
  '900-12-3456',
  'ZIP 06103-1234',
])('none is seen in: %s', (text) => {
  expect(secretNumbersIn(text)).toEqual([]);
});
