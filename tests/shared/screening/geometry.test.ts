import { expect, test } from 'vitest';
import { metersToRing, type Ring } from '#shared/screening/geometry.ts';
import { boundaryWords } from '../../../renderer/report/where.tsx';

/** A square on the equator, about 1.1 km on each side. A degree there has the same length in both directions. */
const SQUARE: Ring = [
  [0, 0],
  [0.01, 0],
  [0.01, 0.01],
  [0, 0.01],
];

test('the distance to a boundary is to its nearest side or corner, from inside and outside', () => {
  expect(metersToRing({ lat: 0.005, lon: 0.001 }, SQUARE)).toBeCloseTo(111, 0);
  expect(metersToRing({ lat: -0.001, lon: 0.005 }, SQUARE)).toBeCloseTo(111, 0);
  expect(metersToRing({ lat: -0.003, lon: -0.004 }, SQUARE)).toBeCloseTo(556, 0);
});

test('a point near the boundary reports how near, so an officer looks twice', () => {
  expect(boundaryWords({ lat: 0.005, lon: 0.005 }, SQUARE)).toBe('Inside the city.');
  expect(boundaryWords({ lat: 0.005, lon: 0.001 }, SQUARE)).toBe(
    'Inside the city, but only 360 ft from the city limits.',
  );
  expect(boundaryWords({ lat: 0.005, lon: -0.02 }, SQUARE)).toBe('Outside the city, 1.4 mi past the city limits.');
});
