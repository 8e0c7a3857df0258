import { z } from 'zod';
import { type CityMapGiven, cityMap, MOST_POINTS } from '#shared/domain/city-map.ts';
import { isInside } from '#shared/screening/geometry.ts';
import { StartError } from '../start-error.ts';
import { readBounded } from './read-bounded.ts';

const position = z.tuple([z.number(), z.number()], z.number());
const polygon = z.array(z.array(position).min(4)).min(1);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);
const feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable().default(null),
  geometry,
});
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(feature).min(1).max(2_000) });
const areas = z.union([
  collection,
  feature.transform((one) => ({ features: [one] })),
  geometry.transform((one) => ({ features: [{ properties: null, geometry: one }] })),
]);

type Ring = CityMapGiven['boundary'];
type Area = { properties: Record<string, unknown> | null; ring: Ring; left: number };

/** Decimal places of coordinates: a hundred-thousandth of a degree is about a meter. */
const DIGITS = 5;
const NAME = /^(?:name|neighborhood|neighbourhood|nbhd|label|hood)$/i;

/**
 * Reads the city's limits from a GeoJSON file, which must contain exactly one feature. If that has several separate
 * areas, only the largest counts.
 * @returns also notes for a person to check.
 */
export async function readBoundary(file: string): Promise<{ ring: Ring; notes: string[] }> {
  const [area, ...others] = await readAreas(file);
  if (area === undefined || others.length > 0)
    throw wrong(file, `has ${others.length + 1} features. It must have one: the city's limits`);
  const notes =
    area.left === 0
      ? []
      : [`${file} has ${area.left + 1} separate areas. Only the largest one counts as the city; check the others.`];
  return { ring: area.ring, notes };
}

/** Reads named areas from a GeoJSON file; each must be at least partly in the city. */
export async function readNeighborhoods(file: string, boundary: Ring): Promise<CityMapGiven['neighborhoods']> {
  const found = (await readAreas(file)).map(({ properties, ring }, at) => {
    const name = Object.entries(properties ?? {}).find(([key, value]) => NAME.test(key) && typeof value === 'string');
    if (name === undefined) throw wrong(file, `features.${at} has no property "name" with the neighborhood's name`);
    return { name: String(name[1]).trim(), ring };
  });
  const twice = found.find(({ name }, at) => found.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw wrong(file, `has the neighborhood ${twice.name} twice`);
  const outside = found.find(({ ring }) => !ring.some(([lon, lat]) => isInside({ lon, lat }, boundary)));
  if (outside !== undefined) throw wrong(file, `${outside.name} is not in the city's limits`);
  return found;
}

/** Reads street names: one per line, or the property "name" of the features of a GeoJSON file. */
export async function readStreets(file: string): Promise<string[]> {
  const text = await readBounded(file);
  const names = /^\s*\{/.test(text) ? namesIn(file, text) : text.split('\n');
  const streets = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (streets.length === 0) throw wrong(file, 'has no street names');
  return streets;
}

/** @throws StartError if the map is too large for a policy. */
export function wholeMap(map: CityMapGiven): CityMapGiven {
  const points = map.boundary.length + map.neighborhoods.reduce((sum, { ring }) => sum + ring.length, 0);
  if (points > MOST_POINTS)
    throw new StartError(
      `Boundary and neighborhoods have ${points} points, more than ${MOST_POINTS}: simplify them, to about ten meters.`,
      1,
    );
  const parsed = cityMap.safeParse(map);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(`The map cannot be used: ${issue?.path.join('.')}: ${issue?.message}`, 1);
}

const streetFeatures = z.object({
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullable() })),
});

function namesIn(file: string, text: string): string[] {
  const parsed = streetFeatures.safeParse(jsonOf(file, text));
  if (!parsed.success) throw wrong(file, 'is not a GeoJSON FeatureCollection');
  return parsed.data.features.flatMap(({ properties }) =>
    Object.entries(properties ?? {}).flatMap(([key, value]) =>
      /^(?:name|fullname|street)$/i.test(key) && typeof value === 'string' ? [value] : [],
    ),
  );
}

async function readAreas(file: string): Promise<Area[]> {
  const parsed = areas.safeParse(jsonOf(file, await readBounded(file)));
  if (!parsed.success) throw wrong(file, 'must be GeoJSON with polygons: a FeatureCollection, a Feature, or a Polygon');
  return parsed.data.features.map(({ properties, geometry: { type, coordinates } }, at) => {
    const rings = (type === 'Polygon' ? [coordinates] : coordinates).map(([first = []]) => first);
    const [largest = [], ...others] = rings.sort((a, b) => areaOf(b) - areaOf(a));
    const ring = largest.map(([lon, lat]): [number, number] => [rounded(lon), rounded(lat)]);
    checkDegrees(file, at, ring);
    if (areaOf(ring) === 0) throw wrong(file, `features.${at} has no area`);
    return { properties, ring, left: others.length };
  });
}

/** Checks for degrees with longitude first. The files that cities publish are often in feet, or have latitude first. */
function checkDegrees(file: string, at: number, ring: Ring): void {
  for (const [lon, lat] of ring) {
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon < -60 || lon > 140)) continue;
    if (Math.abs(lon) <= 90 && Math.abs(lat) <= 180 && (lat < -60 || lat > 140))
      throw wrong(file, `features.${at} has latitude before longitude. GeoJSON has longitude first`);
    throw wrong(
      file,
      `features.${at} has the point ${lon}, ${lat}, which is not in the United States. Export it in degrees (WGS 84, EPSG:4326)`,
    );
  }
}

/** Returns twice the area in square degrees, which is enough to compare areas. */
function areaOf(ring: readonly (readonly number[])[]): number {
  const doubled = ring.reduce((sum, [lon = 0, lat = 0], at) => {
    const [nextLon = 0, nextLat = 0] = ring[(at + 1) % ring.length] ?? [];
    return sum + lon * nextLat - nextLon * lat;
  }, 0);
  return Math.abs(doubled);
}

const rounded = (degrees: number) => Number(degrees.toFixed(DIGITS));

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(file, 'is not JSON');
  }
}

const wrong = (file: string, why: string) => new StartError(`${file} ${why}.`, 1);
