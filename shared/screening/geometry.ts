import type { Point } from '../domain/incident.ts';

/** A closed line of [longitude, latitude] pairs in degrees, as in GeoJSON (RFC 7946). */
export type Ring = readonly (readonly [number, number])[];

/** Whether a point is inside a ring, by the even-odd rule (W. R. Franklin, PNPOLY). */
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

const METERS_PER_DEGREE = 111_195;

/** Distance in meters from a point to the nearest part of a ring, computed on a plane; accurate enough for a city. */
export function metersToRing(point: Point, ring: Ring): number {
  const east = METERS_PER_DEGREE * Math.cos((point.lat * Math.PI) / 180);
  const flat = ([lon, lat]: readonly [number, number]) => ({
    x: (lon - point.lon) * east,
    y: (lat - point.lat) * METERS_PER_DEGREE,
  });
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [one, other] = [ring[i], ring[j]];
    if (one === undefined || other === undefined) continue;
    const [a, b] = [flat(one), flat(other)];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / length));
    least = Math.min(least, Math.hypot(a.x + along * dx, a.y + along * dy));
  }
  return least;
}
