import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const streetList = z.object({ streets: z.array(z.object({ name: z.string().max(120) })) });

/**
 * Names of the city's streets from its street list, each once, in order. A server without a list only misses the
 * suggestions; a list that cannot be read is a mistake and is told.
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
