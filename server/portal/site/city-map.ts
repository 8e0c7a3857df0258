import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isBundledCity } from '#shared/domain/city-map.ts';
import type { Point } from '#shared/domain/incident.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { isInside, type Ring } from '#shared/screening/geometry.ts';

/** The city's outer boundary and its neighborhoods, as longitude and latitude (in this order) in degrees. */
export type CityMap = { boundary: Ring; neighborhoods: readonly { name: string; ring: Ring }[] };

const ring = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).min(3);
const boundaryFile = z.object({ ring });
const neighborhoodsFile = z.object({ neighborhoods: z.array(z.object({ name: z.string().max(80), ring })) });

/**
 * Reads `boundary.json` and `neighborhoods.json` from a folder. Returns null when the files don't exist; the portal
 * then shows no map and doesn't check locations against the city's boundary. An unreadable file is an error and is
 * reported.
 */
async function readCityMap(folder: string): Promise<CityMap | null> {
  const [boundary, parts] = await Promise.all(['boundary.json', 'neighborhoods.json'].map((one) => read(folder, one)));
  if (boundary === null || parts === null) return null;
  const { neighborhoods } = neighborhoodsFile.parse(parts);
  return {
    boundary: boundaryFile.parse(boundary).ring,
    neighborhoods: byName(neighborhoods),
  };
}

/** The map in an agency's policy, or else the one bundled for its city. Null if there is neither. */
export async function cityMapOf({ agency, map }: Policy, folder: string): Promise<CityMap | null> {
  if (map !== null) return { boundary: map.boundary, neighborhoods: byName(map.neighborhoods) };
  return isBundledCity(agency.city) ? readCityMap(folder) : null;
}

const byName = (parts: CityMap['neighborhoods']) => [...parts].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The neighborhood that contains a point, or null when it is outside all of them. */
export function neighborhoodAt(point: Point, city: CityMap): string | null {
  return city.neighborhoods.find((one) => isInside(point, one.ring))?.name ?? null;
}

async function read(folder: string, name: string): Promise<unknown> {
  const text = await readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : JSON.parse(text);
}
