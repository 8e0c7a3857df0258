import { expect, test } from 'vitest';
import { meantAddress } from '#shared/screening/mistyped-domain.ts';

test.each([
  ['maria@gmial.con', 'maria@gmail.com'],
  ['maria@gmail.co', 'maria@gmail.com'],
  ['Maria.Lopez@GMAL.com', 'Maria.Lopez@gmail.com'],
  ['ana@hotmial.com', 'ana@hotmail.com'],
  ['ana@yaho.com', 'ana@yahoo.com'],
])('a mistyped address is noticed: %s', (typed, meant) => {
  expect(meantAddress(typed)).toBe(meant);
});

test.each([
  'ana@gmail.com',
  'ana@ymail.com',
  'ana@mail.com',
  'ana@example.com',
  'ana@hartford.gov',
  'ana@aol.de',
  '',
  'ana',
])('others are left alone: %s', (typed) => {
  expect(meantAddress(typed)).toBeNull();
});
