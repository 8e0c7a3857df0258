import { z } from 'zod';

/** Kinds of place, as they are kept; the room `places` of the catalogs says them. */
export const PLACE_TYPES = [
  'home',
  'yard',
  'street',
  'parking',
  'store',
  'work',
  'school',
  'park',
  'transit',
  'worship',
  'hospital',
  'online',
  'other',
] as const;
export const placeType = z.enum(PLACE_TYPES);
export type PlaceType = z.infer<typeof placeType>;
