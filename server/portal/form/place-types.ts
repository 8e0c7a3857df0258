/** Kinds of place that the form offers; `portal-kinds.placeTypes` says them. */
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
