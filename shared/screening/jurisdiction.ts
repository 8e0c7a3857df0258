import type { Point } from '../domain/report.ts';
import { isInside, type Ring } from './geometry.ts';

/**
 * Whether a place is in the city: `outside` if its point is beyond the boundary or, without a point, if its town has a
 * different name. The point takes precedence, because many people copy the town name from their postal address.
 * `boundary` is null when none is loaded.
 */
export function jurisdictionOf(
  place: { city: string; point: Point | null },
  city: string,
  boundary: Ring | null,
): 'inside' | 'outside' {
  if (place.point !== null && boundary !== null) return isInside(place.point, boundary) ? 'inside' : 'outside';
  return sameTown(place.city, city) ? 'inside' : 'outside';
}

/**
 * Whether a town name, as typed, means `town`. "Hartford, CT 06103", "hartford ct" and "City of Hartford" are Hartford;
 * "West Hartford" is not.
 */
export function sameTown(typed: string, town: string): boolean {
  return plain(typed) === plain(town);
}

function plain(town: string): string {
  return town
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the )?(?:city|town|ciudad) (?:of|de) /, '')
    .replace(/ (?:ct|conn|connecticut)(?: usa?)?$/, '');
}
