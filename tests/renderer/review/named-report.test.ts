import { expect, test } from 'vitest';
import type { ShownDuplicate } from '#shared/ipc-shapes.ts';
import { isUnlinked } from '../../../renderer/review/named-report.tsx';
import { aReport } from '../../helpers/builders.ts';

const report = aReport({ serial: 1 });
const { familyName, givenName } = report.facts.who;
const { trackingNumber } = aReport({ serial: 2 });
const stranger = { trackingNumber, person: 'Fjelstad, Wilhelmina' };
const linked = (more: Partial<ShownDuplicate>) =>
  ({ trackingNumber, primaryNumber: trackingNumber, state: 'suggested', ...more }) as unknown as ShownDuplicate;

test('a number of a different reporter is questioned if nothing links the two reports', () => {
  expect(isUnlinked(stranger, { report, duplicates: [] })).toBe(true);
  expect(isUnlinked(stranger, { report, duplicates: [linked({ state: 'not_same' })] })).toBe(true);
  const elsewhere = aReport({ serial: 3 }).trackingNumber;
  const unrelated = linked({ trackingNumber: elsewhere, primaryNumber: elsewhere });
  expect(isUnlinked(stranger, { report, duplicates: [unrelated] })).toBe(true);
});

test('a number of the same reporter, or of a possible duplicate, is not questioned', () => {
  expect(isUnlinked({ trackingNumber, person: `${familyName}, ${givenName}` }, { report, duplicates: [] })).toBe(false);
  expect(isUnlinked(stranger, { report, duplicates: [linked({})] })).toBe(false);
  const third = linked({ trackingNumber: aReport({ serial: 3 }).trackingNumber });
  expect(isUnlinked(stranger, { report, duplicates: [third] })).toBe(false);
});
