import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isBundledCity } from '#shared/domain/city-map.ts';
import type { Policy } from '#shared/domain/policy.ts';

const streetList = z.object({ streets: z.array(z.object({ name: z.string().max(120) })) });

/** The street names in an agency's policy, or else those bundled with the product for its city. */
export async function streetNamesOf({ agency, map }: Policy, file: string): Promise<string[]> {
  if (map !== null) return sorted(map.streets);
  return isBundledCity(agency.city) ? readStreetNames(file) : [];
}

const sorted = (names: readonly string[]) => [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));

/**
 * Reads street names from the city's street list, unique and sorted. If the file is missing, no suggestions are
 * offered; an unreadable file is an error and is reported.
 */
export async function readStreetNames(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return [];
  const { streets } = streetList.parse(JSON.parse(text));
  return sorted(streets.map((street) => street.name));
}
