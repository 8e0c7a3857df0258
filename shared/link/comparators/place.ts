import type { Compared } from '../comparison.ts';
import { streetsOf } from '../normalize.ts';
import type { Unpacker } from '../pack.ts';
import { plainHash } from '../text.ts';
import { type Comparator, NULL_LEVEL, neverRare, nothingCounted } from './comparator.ts';

/**
 * Strings are stored as hashes; 0 means that the value is missing. `streets` are the streets in the address, without
 * house number: two for a corner.
 */
type PlaceFeature = { address: number; streets: readonly number[]; unit: number; lat: number; lon: number };
type Options = Extract<Compared, { kind: 'place' }>;

const NO_STREETS: readonly number[] = [];
const METERS_PER_DEGREE = 111_195;
const RADIANS = Math.PI / 180;

/** Uses plain loops, because most pairs reach this function and closures would cost as much as all other levels. */
function shareStreet(left: readonly number[], right: readonly number[]): boolean {
  for (let i = 0; i < left.length; i++) for (let j = 0; j < right.length; j++) if (left[i] === right[j]) return true;
  return false;
}

/**
 * Distance in meters between two points, computed on a plane: less than 0.1% off within a city. NaN when either point
 * is unknown.
 */
function distance(a: PlaceFeature, b: PlaceFeature): number {
  const north = a.lat - b.lat;
  const east = (a.lon - b.lon) * Math.cos((a.lat + b.lat) * 0.5 * RADIANS);
  return METERS_PER_DEGREE * Math.sqrt(north * north + east * east);
}

/**
 * When the addresses differ and at least one point is unknown, the distance is unknown, so the comparison adds no
 * weight.
 */
export function placeComparator(options: Options): Comparator<PlaceFeature> {
  const tests = Uint8Array.from(options.levels, ({ when }) => testOf(when));
  const limits = Float64Array.from(options.levels, ({ when }) => (when && 'meters' in when ? when.meters : 0));
  const last = tests.length - 1;
  const asksStreet = options.levels.some(({ when }) => when !== undefined && 'sameStreet' in when);
  return {
    counted: nothingCounted,
    prepare: ([address = '', unit = '', point = '']) => {
      if (address === '' && point === '') return null;
      const [lat = Number.NaN, lon = Number.NaN] = point === '' ? [] : point.split(',').map(Number);
      const streets = asksStreet ? streetsOf(address).map(plainHash) : NO_STREETS;
      return { address: plainHash(address), streets, unit: plainHash(unit), lat, lon };
    },
    level: (a, b) => {
      const meters = distance(a, b);
      let level = 0;
      while (!holds(tests[level] ?? Test.always, limits[level] ?? 0, a, b, meters)) level++;
      return level === last && Number.isNaN(meters) ? NULL_LEVEL : level;
    },
    ...neverRare,
    pack: (feature, into) => {
      into.hash(feature.address);
      into.whole(feature.streets.length);
      for (const street of feature.streets) into.hash(street);
      into.whole(feature.unit);
      into.real(feature.lat);
      into.real(feature.lon);
    },
    unpack: (from) => ({
      address: from.hash(),
      streets: unpackStreets(from),
      unit: from.whole(),
      lat: from.real(),
      lon: from.real(),
    }),
  };
}

function unpackStreets(from: Unpacker): readonly number[] {
  const streets: number[] = [];
  for (let left = from.whole(); left > 0; left--) streets.push(from.hash());
  return streets;
}

const Test = { always: 0, sameUnit: 1, sameAddress: 2, samePoint: 3, meters: 4, sameStreet: 5 } as const;

/** Tests are numbers for speed, because most pairs run all of them. */
function testOf(when: Options['levels'][number]['when']): number {
  if (when === undefined) return Test.always;
  const [name] = Object.keys(when) as (keyof typeof Test)[];
  return Test[name ?? 'always'];
}

function holds(test: number, limit: number, a: PlaceFeature, b: PlaceFeature, meters: number): boolean {
  switch (test) {
    case Test.meters:
      return meters <= limit;
    case Test.sameUnit:
      return a.address === b.address && a.address !== 0 && a.unit === b.unit;
    case Test.sameAddress:
      return a.address === b.address && a.address !== 0;
    case Test.samePoint:
      return a.lat === b.lat && a.lon === b.lon;
    case Test.sameStreet:
      return shareStreet(a.streets, b.streets);
    default:
      return true;
  }
}
