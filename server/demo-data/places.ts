import type { Place } from '#shared/domain/incident.ts';
import type { PlaceType } from '#shared/domain/place-type.ts';
import { type Random, weighted } from './random.ts';
import type { DemoWorld, Street } from './resources.ts';

/** A house in the city, with its exact coordinates. */
export type House = { street: Street; number: number; lat: number; lon: number; unit: string | null };

export type PlaceBook = {
  house: (random: Random) => House;
  home: (random: Random) => House;
  /** A house within a few doors on the same street. */
  nextTo: (house: House, random: Random) => House;
};

export function createPlaces(world: DemoWorld): PlaceBook {
  const street = weighted(world.streets.map((one) => [one, one.weight] as const));
  const residential = weighted(
    world.streets.map(
      (one) => [one, HARDLY_LIVED_IN.includes(one.neighborhood) ? one.weight / 20 : one.weight] as const,
    ),
  );
  const at = (on: Street, number: number, unit: string | null, random: Random): House => {
    const along = (number - on.low) / Math.max(1, on.high - on.low);
    const [[lon1, lat1], [lon2, lat2]] = on.line;
    // Place the house about ten meters to either side of the center of the street.
    return {
      street: on,
      number,
      unit,
      lat: lat1 + (lat2 - lat1) * along + random.normal() * 0.00008,
      lon: lon1 + (lon2 - lon1) * along + random.normal() * 0.0001,
    };
  };
  return {
    house: (random) => {
      const on = street(random);
      return at(on, random.int(on.low, on.high), null, random);
    },
    home: (random) => {
      const on = residential(random);
      const unit = random.chance(0.5) ? random.pick(UNITS) : null;
      return at(on, random.int(on.low, on.high), unit, random);
    },
    nextTo: (house, random) => {
      const { street: on } = house;
      const number = Math.min(on.high, Math.max(on.low, house.number + random.int(-12, 12)));
      return at(on, number, null, random);
    },
  };
}

const HARDLY_LIVED_IN = ['North Meadows', 'South Meadows'];
const UNITS = [
  'Apt 1',
  'Apt 2',
  'Apt 3',
  'Apt 4',
  '1st Fl',
  '2nd Fl',
  '3rd floor',
  'Apt 2B',
  'Apt 3A',
  '#5',
  'Unit 12',
  'Apt 304',
  'Apt 1C',
] as const;

/** Towns around the city, with a point inside each: reports from there belong to another police department. */
export const NEARBY_TOWNS = [
  { city: 'East Hartford', lat: 41.7754, lon: -72.619, streets: ['Burnside Ave', 'Main St', 'Silver Ln', 'Forbes St'] },
  {
    city: 'West Hartford',
    lat: 41.757,
    lon: -72.742,
    streets: ['Farmington Ave', 'Park Rd', 'S Main St', 'Boulevard'],
  },
  { city: 'Wethersfield', lat: 41.704, lon: -72.665, streets: ['Silas Deane Hwy', 'Wolcott Hill Rd', 'Ridge Rd'] },
  { city: 'Bloomfield', lat: 41.832, lon: -72.722, streets: ['Cottage Grove Rd', 'Park Ave', 'Blue Hills Ave'] },
  { city: 'Windsor', lat: 41.847, lon: -72.652, streets: ['Windsor Ave', 'Broad St', 'Poquonock Ave'] },
  { city: 'Newington', lat: 41.698, lon: -72.726, streets: ['Berlin Tpke', 'Main St', 'Willard Ave'] },
  { city: 'Manchester', lat: 41.783, lon: -72.523, streets: ['Main St', 'Center St', 'Buckland Hills Dr'] },
] as const;

/**
 * Returns an address as someone might type it; different people, or the same person at another time, type it differently.
 */
export function typeAddress(house: House, random: Random): string {
  const name = house.street.name;
  const long = name
    .replace(/\bSt$/, 'Street')
    .replace(/\bAve$/, 'Avenue')
    .replace(/\bRd$/, 'Road')
    .replace(/\bBlvd$/, 'Boulevard');
  const street = random.chance(0.6)
    ? name
    : random.chance(0.75)
      ? long
      : random.chance(0.5)
        ? long.toLowerCase()
        : name.replace(/ \w+$/, '');
  return `${house.number} ${street}`;
}

export function homeAddress(house: House, random: Random): string {
  const unit = house.unit === null ? '' : `${random.chance(0.5) ? ',' : ''} ${house.unit}`;
  return `${typeAddress(house, random)}${unit}, Hartford, CT ${house.street.zip}`;
}

const ON_STREET = ['Street', 'Parking lot', 'Driveway', 'Garage'] as const;

/** The place as entered in the form; one in five has no point, since some people skip the map. */
export function placeOf(house: House, placeType: string | null, pointProbability: number, random: Random): Place {
  return {
    address: typeAddress(house, random),
    unit: null,
    city: 'Hartford',
    neighborhood: house.street.neighborhood,
    ...kindOf(placeType ?? random.pick(ON_STREET)),
    point: random.chance(pointProbability) ? { lat: round(house.lat), lon: round(house.lon) } : null,
  };
}

/** Maps place names in the demo data to place types. */
const CODES: Readonly<Record<string, PlaceType>> = {
  Residence: 'home',
  'Apartment building': 'home',
  Porch: 'yard',
  Yard: 'yard',
  Driveway: 'yard',
  Street: 'street',
  Sidewalk: 'street',
  'Parking lot': 'parking',
  'Parking garage': 'parking',
  Garage: 'parking',
  Store: 'store',
  Restaurant: 'store',
  Bar: 'store',
  Laundromat: 'store',
  'Gas station': 'store',
  Office: 'work',
  'Construction site': 'work',
  School: 'school',
  Park: 'park',
  Bus: 'transit',
  'Bus stop': 'transit',
  Taxi: 'transit',
  Church: 'worship',
  Hospital: 'hospital',
  Online: 'online',
};

function kindOf(name: string): Pick<Place, 'placeType' | 'placeTypeOther'> {
  const placeType = CODES[name];
  return placeType === undefined ? { placeType: 'other', placeTypeOther: name } : { placeType };
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
