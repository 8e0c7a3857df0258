import { expect, test } from 'vitest';
import { caseNumber, patternProblem } from '#shared/domain/case-number.ts';

test.each([
  ['{yy}-{serial:6}', '26-000123'],
  ['{yyyy}/{serial:4}', '2026/0123'],
  ['HPD {yy}{serial:8}', 'HPD 2600000123'],
  ['{yy}-{serial}', '26-123'],
  ['{yy}-{serial:2}', '26-123'],
])('the pattern %s gives %s', (pattern, number) => {
  expect(patternProblem(pattern)).toBeNull();
  expect(caseNumber(pattern, 2026, 123)).toBe(number);
});

test.each([
  '',
  '{serial:6}',
  '{yy}',
  '{yy}-{serial:6}-{serial:6}',
  '{yy}-{month}-{serial:6}',
  '{yy}-{serial:60}',
  '<{yy}{serial:6}>',
])('the pattern "%s" is refused because it could repeat a number or be unreadable', (pattern) =>
  expect(patternProblem(pattern)).not.toBeNull(),
);
