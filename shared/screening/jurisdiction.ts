import type { Point } from '../domain/incident.ts';
import type { Person } from '../domain/report.ts';
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

const CODES =
  'al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy pr';
const NAMES =
  'alabama|alaska|arizona|arkansas|california|colorado|conn|connecticut|delaware|district of columbia|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|mass|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|puerto rico|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming';
/** A state after a town's name. */
const STATE = new RegExp(` (?:${CODES.replaceAll(' ', '|')}|${NAMES})$`);

/**
 * Whether a town name, as typed, means `town`. "Hartford, CT 06103", "hartford ct" and "City of Hartford" are Hartford;
 * "West Hartford" is not.
 */
export function sameTown(typed: string, town: string): boolean {
  return plain(typed) === plain(town);
}

/** Whether the address names a town other than this city. */
export function livesElsewhere({ address }: Pick<Person, 'address'>, city: string): boolean {
  const parts = (address ?? '').split(/[,\n]/).filter((part) => part.trim() !== '');
  return parts.length > 1 && !parts.some((part) => sameTown(part, city));
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
    .replace(/ usa?$/, '')
    .replace(STATE, '');
}
