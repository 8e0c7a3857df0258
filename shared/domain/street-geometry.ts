/* Without imports, because the script of the public pages has this file in it as it is. */

/** A part of the map, in degrees. */
export type MapPart = { west: number; south: number; east: number; north: number };

/** Streets are drawn where the map shows at most this much from west to east, in meters; they cannot be told apart on more. */
export const WIDEST_WITH_STREETS = 6000;

export const METERS_PER_DEGREE = 111_195;

/** Parts of a degree in the line of a street. */
const UNIT = 1e5;

export const inUnits = (degrees: number): number => Math.round(degrees * UNIT);

/** A line as pairs of longitude and latitude in degrees, as in GeoJSON. */
export const inDegrees = (line: readonly number[]): [number, number][] =>
  Array.from({ length: line.length >> 1 }, (_, at) => [(line[2 * at] ?? 0) / UNIT, (line[2 * at + 1] ?? 0) / UNIT]);

/** The part of the map that a line takes up. */
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
