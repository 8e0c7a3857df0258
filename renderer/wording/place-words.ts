import type { Place } from '#shared/domain/incident.ts';
import { PLACE_TYPES, type PlaceType } from '#shared/domain/place-type.ts';
import { say } from '../t.ts';

/** The label of each place type. */
export const PLACE_WORDS = Object.fromEntries(
  PLACE_TYPES.map((code) => [code, say('places', { code, params: {} })]),
) as Record<PlaceType, string>;

/** The label of the place type, or the description sent by the program that filed the report if none of our types fits. */
export function placeWords({ placeType, placeTypeOther }: Pick<Place, 'placeType' | 'placeTypeOther'>): string | null {
  if (placeType === null) return null;
  return placeType === 'other' && placeTypeOther !== undefined ? placeTypeOther : PLACE_WORDS[placeType];
}
