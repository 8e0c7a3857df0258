import { z } from 'zod';

/** The most that an agency's map of streets may have; the streets of a large city have about half of it. */
export const MOST_LINES = 20_000;
export const MOST_POINTS = 100_000;

/**
 * The line of a street: longitude and latitude in turn, in hundred-thousandths of a degree, which is about a meter. Whole
 * numbers, because a workstation reads all of them at once.
 */
export const streetLine = z.array(z.int().min(-18_000_000).max(18_000_000)).min(4);
export type StreetLine = z.infer<typeof streetLine>;

export const streetLines = z
  .array(streetLine)
  .max(MOST_LINES)
  .refine((lines) => lines.reduce((sum, line) => sum + line.length, 0) <= 2 * MOST_POINTS);

/** A part of the map, in degrees. */
export const mapPart = z.strictObject({
  west: z.number().min(-180).max(180),
  south: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
});
export type MapPart = z.infer<typeof mapPart>;

const UNIT = 1e5;

export const inUnits = (degrees: number): number => Math.round(degrees * UNIT);

/** A line as pairs of longitude and latitude in degrees, as in GeoJSON. */
export const inDegrees = (line: StreetLine): [number, number][] =>
  Array.from({ length: line.length >> 1 }, (_, at) => [(line[2 * at] ?? 0) / UNIT, (line[2 * at + 1] ?? 0) / UNIT]);

/** The part of the map that a line takes up. */
export function partOf(line: StreetLine): MapPart {
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
