import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitShare, SPLITTER, sharesOf } from '../../../renderer/shell/split-widths.ts';

test('each pane keeps its minimum width if there is room for both', () => {
  fc.assert(
    fc.property(fc.integer({ min: 801, max: 6000 }), fc.double({ min: -1, max: 2, noNaN: true }), (room, wish) => {
      const queue = fitShare(wish, room) * room;
      expect(queue).toBeGreaterThan(379.9);
      expect(room - SPLITTER - queue).toBeGreaterThan(419.9);
    }),
  );
});

test('a width share within its limits is kept', () => {
  expect(fitShare(0.46, 1366)).toBe(0.46);
});

test('if there is room for only one pane, the queue gets it, and never more than the full width', () => {
  expect(fitShare(0.5, 700)).toBeCloseTo(380 / 700);
  expect(fitShare(0.5, 300)).toBe(1);
  expect(sharesOf(0)).toEqual({ least: 0, most: 1 });
});
