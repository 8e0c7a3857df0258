import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_SLOTS, scaleOf, shiftAfter, slotOf } from '../../../renderer/queue/scaled-rows.ts';

const MILLION = scaleOf(1_000_000, 20);

test('a queue that fits into a page is not shifted at all', () => {
  const scale = scaleOf(100_000, 20);
  expect(slotOf(scale, 77_777)).toBe(77_777);
  expect(shiftAfter(scale, 0, 0, 90_000)).toBe(0);
});

test('of a million reports the first stands at the top of the page and the last at its bottom', () => {
  expect(MILLION.slots).toBe(MOST_SLOTS);
  expect(shiftAfter(MILLION, 5000, 100_000, 0)).toBe(0);
  const bottom = MOST_SLOTS - 20;
  expect(bottom + shiftAfter(MILLION, 0, 0, bottom) + 20).toBe(1_000_000);
});

test('the wheel goes on row by row, wherever it is', () => {
  const shift = shiftAfter(MILLION, 0, 0, 120_000);
  expect(shiftAfter(MILLION, shift, 120_000, 120_003)).toBe(shift);
});

test('every row can be reached and shown where it belongs, and nothing is shown that is not there', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (total, inView, at, jump) => {
        const scale = scaleOf(total, inView);
        const row = Math.floor(at * (total - scale.inView));
        const slot = slotOf(scale, row);
        const shift = row - slot;
        expect(slot).toBeGreaterThanOrEqual(0);
        expect(slot).toBeLessThanOrEqual(scale.slots - scale.inView);
        expect(shift).toBeGreaterThanOrEqual(0);
        const to = Math.floor(jump * (scale.slots - scale.inView));
        const after = shiftAfter(scale, shift, slot, to);
        expect(after).toBeGreaterThanOrEqual(0);
        expect(to + after + scale.inView).toBeLessThanOrEqual(total);
      },
    ),
  );
});
