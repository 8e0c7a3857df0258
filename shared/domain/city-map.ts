import { z } from 'zod';
import { filledLine } from './text.ts';

/** A closed line of [longitude, latitude] pairs in degrees, as in GeoJSON (RFC 7946). */
const ring = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]));

/**
 * Limited because the map is in every policy version and sent to every workstation; an outline needs no more detail.
 */
export const MOST_POINTS = 4_000;

/** The city's outer ring, its neighborhoods, and the street names that the portal's form suggests. */
export const cityMap = z.object({
  boundary: ring.min(4).max(2_000),
  neighborhoods: z.array(z.object({ name: filledLine(80), ring: ring.min(4).max(2_000) })).max(200),
  streets: z.array(filledLine(120)).max(5_000),
});
export type CityMapGiven = z.infer<typeof cityMap>;

/** Whether the product includes this city's map. Any other city's map is in its agency's policy, if at all. */
export const isBundledCity = (city: string): boolean => city.trim().toLowerCase() === 'hartford';
