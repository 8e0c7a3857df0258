import type { Point } from '../domain/report.ts';

/** A closed line of [longitude, latitude] pairs in degrees, as in GeoJSON (RFC 7946). */
export type Ring = readonly (readonly [number, number])[];

/** Whether a point lies inside a ring, by the even-odd rule (W. R. Franklin, PNPOLY). */
export function isInside(point: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (a === undefined || b === undefined) continue;
    const crosses = a[1] > point.lat !== b[1] > point.lat;
    if (crosses && point.lon < ((b[0] - a[0]) * (point.lat - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}
