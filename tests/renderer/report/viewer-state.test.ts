import { expect, test } from 'vitest';
import { drawn, look, lookingKey } from '../../../renderer/report/viewer-state.ts';

const start = { at: 0, zoom: 1, quarters: 0 };

test('cycles through the photos, each with its zoom and rotation reset', () => {
  expect(look(start, 'previous', 3).at).toBe(2);
  expect(look({ at: 2, zoom: 3, quarters: 1 }, 'next', 3)).toEqual(start);
});

test('zooms in steps, never smaller than the window and only up to a limit', () => {
  expect(look(start, 'smaller', 1).zoom).toBe(1);
  let now = start;
  for (let n = 0; n < 20; n++) now = look(now, 'larger', 1);
  expect(now.zoom).toBeCloseTo(1.5 ** 6);
  expect(look(now, 'fit', 1).zoom).toBe(1);
});

test('four rotations return to the start', () => {
  let now = start;
  for (let n = 0; n < 4; n++) now = look(now, 'turn', 1);
  expect(now).toEqual(start);
});

test('arrow keys switch photos, and pan one that is larger than the window', () => {
  expect(lookingKey('ArrowRight', 1)).toBe('next');
  expect(lookingKey('ArrowRight', 2)).toEqual({ left: 80, top: 0 });
  expect(lookingKey('n', 2)).toBe('next');
  expect(lookingKey('x', 1)).toBeNull();
});

test('a photo fits the window in any rotation, and a small one is not enlarged', () => {
  const picture = { width: 2000, height: 1000 };
  const stage = { width: 1000, height: 1000 };
  expect(drawn(picture, stage, start).room).toEqual({ width: 1000, height: 500 });
  expect(drawn(picture, stage, { ...start, quarters: 1 })).toEqual({
    picture: { width: 1000, height: 500 },
    room: { width: 500, height: 1000 },
  });
  expect(drawn({ width: 160, height: 120 }, stage, start).room).toEqual({ width: 160, height: 120 });
});
