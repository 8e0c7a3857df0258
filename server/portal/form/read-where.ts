import { type Place, type Point, point } from '#shared/domain/incident.ts';
import { PLACE_TYPES } from '#shared/domain/place-type.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { type ReportKind } from '#shared/domain/report.ts';
import { jurisdictionOf, livesElsewhere } from '#shared/screening/jurisdiction.ts';
import { countsWhereTheyLive, otherTown } from '../screening/screening.ts';
import { type CityMap, neighborhoodAt } from '../site/city-map.ts';
import type { PortalText } from '../site/text.ts';
import type { Draft } from './draft.ts';
import { type Reading, readField, readGroup } from './read-fields.ts';

type Around = { kind: ReportKind; policy: Policy; city: CityMap | null; text: PortalText };

/**
 * Reads the place and checks it against the city limits. Use the result only if the reader has no errors at the end.
 */
export function readWhere(reading: Reading, around: Around): Place {
  const { draft, reader, text } = reading;
  const { city: map } = around;
  const at = readPoint(draft);
  return readGroup('where', 'where', reading, {
    city: () => {
      const city = String(readField('where.city', reading));
      checkJurisdiction({ city, point: at }, reading, around);
      return city;
    },
    neighborhood: () => {
      const names = map?.neighborhoods.map((one) => one.name) ?? [];
      const named =
        draft['where.neighborhood'] && names.length > 0
          ? reader.choice('where.neighborhood', names, text.t('portal-errors.neighborhood'))
          : null;
      return (at !== null && map !== null ? neighborhoodAt(at, map) : null) ?? named;
    },
    placeType: () =>
      draft['where.placeType']
        ? reader.choice('where.placeType', PLACE_TYPES, text.t('portal-errors.placeType'))
        : null,
    point: () => at,
  });
}

function checkJurisdiction(
  place: { city: string; point: Point | null },
  { draft, reader }: Pick<Reading, 'draft' | 'reader'>,
  around: Around,
): void {
  const { kind, policy, city: map, text } = around;
  if (place.city === '' || jurisdictionOf(place, policy.agency.city, map?.boundary ?? null) === 'inside') return;
  if (countsWhereTheyLive(kind, policy)) {
    // This is the same rule as `countsByResidence`: a report that the form accepts must not be flagged to an officer
    // for its location.
    const isVictim = draft['who.forWhom'] !== 'other';
    if (isVictim && livesElsewhere({ address: draft['who.address'] ?? null }, policy.agency.city))
      reader.complain('who.address', text.t('portal-errors.outsideBoth', { city: policy.agency.city }));
    return;
  }
  const turn = otherTown(place.city, policy, text);
  if (turn === null) reader.complain('where.point', text.t('portal-errors.pointOutside'));
  else
    reader.complain('where.city', text.t('portal-errors.outside', { city: policy.agency.city, advice: turn.advice }));
}

/** The point that the map script set. Anything that isn't a valid point is ignored, because no one typed it. */
export function readPoint(draft: Draft): Point | null {
  const [lat, lon] = ['where.lat', 'where.lon'].map((name) => {
    const typed = draft[name] ?? '';
    return /^-?\d{1,3}\.\d{1,8}$/.test(typed) ? Number(typed) : null;
  });
  const read = point.safeParse({ lat, lon });
  return read.success ? read.data : null;
}
