import { z } from 'zod';

/** Place types as stored; their labels are in the `places` catalog. */
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
