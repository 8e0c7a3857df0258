import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  distanceWords,
  frameAround,
  isInSight,
  metersBetween,
  nameAt,
  onMap,
} from '../../../renderer/model/map-frame.ts';

const capitol = { lat: 41.7641, lon: -72.6828 };
const library = { lat: 41.7627, lon: -72.6737 };

test('distances match the great circle within one percent', () => {
  // Haversine on a sphere of 6,371,009 m.
  expect(metersBetween(capitol, library)).toBeGreaterThan(770.6 * 0.99);
  expect(metersBetween(capitol, library)).toBeLessThan(770.6 * 1.01);
});

test('distances are shown in everyday units', () => {
  expect(distanceWords(0)).toBe('same location');
  expect(distanceWords(45.4)).toBe('150 ft apart');
  expect(distanceWords(763)).toBe('0.5 mi apart');
  expect(distanceWords(1240)).toBe('0.8 mi apart');
});

test('frames all points with a margin, and never zooms in beyond the given minimum', () => {
  const points = [capitol, library].map(onMap);
  for (const least of [0, 5000]) {
    const { x, y, width, height } = frameAround(points, least);
    expect(width).toBeGreaterThanOrEqual(least);
    for (const point of points) {
      expect(point.x).toBeGreaterThan(x);
      expect(point.x).toBeLessThan(x + width);
      expect(point.y).toBeGreaterThan(y);
      expect(point.y).toBeLessThan(y + height);
    }
  }
});

test('a neighborhood label is kept within the map, and omitted if the neighborhood is outside', () => {
  const place = fc.record({ x: fc.integer({ min: -200, max: 1200 }), y: fc.integer({ min: -200, max: 950 }) });
  const frame = { x: 0, y: 0, width: 1000, height: 750 };
  fc.assert(
    fc.property(place, fc.string({ minLength: 1, maxLength: 20 }), (at, name) => {
      const named = nameAt(name, at, 36, frame);
      const outside = at.x < 0 || at.x > 1000 || at.y < 0 || at.y > 750;
      expect(named === null).toBe(outside);
      if (named === null) return;
      const half = (name.length * 36 * 0.55) / 2;
      expect(named.x - half).toBeGreaterThanOrEqual(0);
      expect(named.x + half).toBeLessThanOrEqual(1000);
      expect(named.y).toBeGreaterThanOrEqual(36);
      expect(named.y).toBeLessThanOrEqual(750);
    }),
  );
  expect(nameAt('Somewhere with a very long name', { x: 500, y: 300 }, 36, { ...frame, width: 400 })).toBeNull();
});

test('a neighborhood label is left out where the inset or a pin would cover it', () => {
  const frame = { x: 0, y: 0, width: 1000, height: 750 };
  const pins = [{ x: 500, y: 375 }];
  const isSeen = (x: number, y: number) => isInSight('Downtown', { x, y }, 36, frame, pins);
  expect([isSeen(900, 100), isSeen(500, 330), isSeen(520, 400)]).toEqual([false, false, false]);
  expect([isSeen(900, 400), isSeen(200, 100), isSeen(500, 600), isSeen(250, 375)]).toEqual([true, true, true, true]);
});
