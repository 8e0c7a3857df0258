import { expect, test } from 'vitest';
import { ageOn } from '#shared/domain/age.ts';

test('a person turns a year older on the birthday; one born February 29 does so on March 1 in common years', () => {
  expect([ageOn('2026-11-23', '2009-11-24'), ageOn('2026-11-24', '2009-11-24')]).toEqual([16, 17]);
  expect([ageOn('2025-02-28', '2008-02-29'), ageOn('2025-03-01', '2008-02-29')]).toEqual([16, 17]);
});
