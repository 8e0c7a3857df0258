import { expect, test } from 'vitest';
import { drawnRows, isInView, type Scroll, scrolledTo, showing } from '../../../renderer/queue/list-scroll.ts';

/** Twenty rows and part of another, below the header. */
const SCROLL: Scroll = { top: 0, height: 680, rowHeight: 32, goal: { top: 0 } };

test('scrolls only as far as needed to bring the row into view, and not at all if it is visible', () => {
  expect(showing(SCROLL, 19, 100)).toBe(SCROLL);
  expect(showing(SCROLL, 20, 100)).toMatchObject({ top: 32, goal: { top: 32 } });
  expect(showing({ ...SCROLL, top: 1000 }, 10, 100)).toMatchObject({ top: 320 });
  for (const index of [0, 20, 99]) expect(isInView(showing(SCROLL, index, 100), index)).toBe(true);
});

test('rows below a heading are one row lower, and the first of them shows its heading', () => {
  const sectioned = { ...SCROLL, section: 10 };
  expect([isInView(sectioned, 18), isInView(sectioned, 19)]).toEqual([true, false]);
  expect(scrolledTo(sectioned, 99_999, 100).top).toBe(101 * 32 - 648);
  expect(showing({ ...sectioned, top: 1000 }, 10, 100).top).toBe(320);
  expect(showing({ ...sectioned, top: 1000 }, 11, 100).top).toBe(384);
  for (const index of [0, 9, 10, 19, 99]) expect(isInView(showing(sectioned, index, 100), index)).toBe(true);
});

test('no list scrolls past its ends', () => {
  expect(scrolledTo(SCROLL, -50, 100)).toBe(SCROLL);
  expect(scrolledTo(SCROLL, 99_999, 100).top).toBe(100 * 32 - 648);
  expect(scrolledTo(SCROLL, 99_999, 5)).toBe(SCROLL);
});

test('the rows in view and a few beside them are rendered, even before a size is known and in an empty list', () => {
  expect(drawnRows({ ...SCROLL, top: 3200 }, 1000)).toEqual({ first: 92, last: 130 });
  expect(drawnRows(SCROLL, 3)).toEqual({ first: 0, last: 2 });
  expect(drawnRows({ ...SCROLL, height: 0 }, 1000).last).toBeGreaterThan(0);
  expect(drawnRows(SCROLL, 0).last).toBe(-1);
});

test('a list of 100,000 reports in the largest text stays within the pixel limits of every browser', () => {
  // Each report takes two lines at twice the size. Firefox's limit is 17.9 million pixels and Chromium's 33.5;
  // positions in a transform are floats, exact up to 2 ** 24.
  const rowHeight = 32 * 1.625 * 2;
  const { top } = showing({ ...SCROLL, rowHeight }, 99_999, 100_000);
  expect(top + SCROLL.height).toBeLessThan(2 ** 24);
});
