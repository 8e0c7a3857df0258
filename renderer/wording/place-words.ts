import { PLACE_TYPES, type PlaceType } from '#shared/domain/place-type.ts';
import type { Place } from '#shared/domain/report.ts';
import { say } from '../t.ts';

/** What each kind of place is called. */
export const PLACE_WORDS = Object.fromEntries(
  PLACE_TYPES.map((code) => [code, say('places', { code, params: {} })]),
) as Record<PlaceType, string>;

/** What kind of place it is; in the words of the program that filed the report where it is none of ours. */
export function placeWords({ placeType, placeTypeOther }: Pick<Place, 'placeType' | 'placeTypeOther'>): string | null {
  if (placeType === null) return null;
  return placeType === 'other' && placeTypeOther !== undefined ? placeTypeOther : PLACE_WORDS[placeType];
}
