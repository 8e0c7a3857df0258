/* This file has no imports, because it is included unchanged in the script of the public pages. */

/** A part of the map, in degrees. */
export type MapPart = { west: number; south: number; east: number; north: number };

/** Streets are drawn only if the map is at most this wide, in meters; on a wider one, they can't be told apart. */
export const WIDEST_WITH_STREETS = 6000;

export const METERS_PER_DEGREE = 111_195;

/** Units per degree in a street's line. */
const UNIT = 1e5;

export const inUnits = (degrees: number): number => Math.round(degrees * UNIT);

/** A line as pairs of longitude and latitude in degrees, as in GeoJSON. */
export const inDegrees = (line: readonly number[]): [number, number][] =>
  Array.from({ length: line.length >> 1 }, (_, at) => [(line[2 * at] ?? 0) / UNIT, (line[2 * at + 1] ?? 0) / UNIT]);

/** The bounding box of a line. */
export function partOf(line: readonly number[]): MapPart {
  const part = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lon, lat] of inDegrees(line)) {
    part.west = Math.min(part.west, lon);
    part.east = Math.max(part.east, lon);
    part.south = Math.min(part.south, lat);
    part.north = Math.max(part.north, lat);
  }
  return part;
}

export const doMeet = (a: MapPart, b: MapPart): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
