import { z } from 'zod';
import type { MapPart } from './street-geometry.ts';

/** Maximum size of an agency's street map; the streets of a large city need about half of it. */
export const MOST_LINES = 20_000;
export const MOST_POINTS = 100_000;

/**
 * The line of a street: alternating longitude and latitude, in hundred-thousandths of a degree (about a meter).
 * Integers, because a workstation reads all of them at once.
 */
export const streetLine = z.array(z.int().min(-18_000_000).max(18_000_000)).min(4);
export type StreetLine = z.infer<typeof streetLine>;

export const streetLines = z
  .array(streetLine)
  .max(MOST_LINES)
  .refine((lines) => lines.reduce((sum, line) => sum + line.length, 0) <= 2 * MOST_POINTS);

export const mapPart: z.ZodType<MapPart, MapPart> = z.strictObject({
  west: z.number().min(-180).max(180),
  south: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
});
