import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const streetList = z.object({ streets: z.array(z.object({ name: z.string().max(120) })) });

/**
 * Reads street names from the city's street list, unique and sorted. If the file is missing, no suggestions are offered;
 * an unreadable file is an error and is reported.
 */
export async function readStreetNames(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return [];
  const { streets } = streetList.parse(JSON.parse(text));
  return [...new Set(streets.map((street) => street.name))].sort((a, b) => a.localeCompare(b, 'en'));
}
