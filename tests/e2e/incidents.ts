import { anItem, type facts } from '../helpers/builders.ts';

type Told = NonNullable<Parameters<typeof facts>[0]>;

const words = (list: string) => list.split(' ');
const GIVEN = words(
  'Odalys Bertram Cecily Dmitri Ewa Fabio Greta Hamza Ilse Joaquin Keiko Lorcan Mirela Nkechi Osvaldo',
);
const BEGINNINGS = words(
  'Abern Brunn Corde Dalg Elsin Farq Gossel Hensh Ivers Jarm Kolb Lund Mercad Norr Okaf Pell Quint',
);
const ENDINGS = words('aghy elstad inova osku ucci yard emann');
const STREETS = words(
  'Affleck Babcock Capen Deerfield Earle Fairmount Grafton Heath Irving Jordan Kenyon Linnmoore Mather',
);
const THINGS = words(
  'mower kayak stroller generator violin toolbox grill scooter telescope printer tent ladder suitcase',
);
const PLACES = words('garage porch basement driveway hallway balcony shed yard laundry stairwell cellar');
const FOUND = [
  'The chain had been sawed through.',
  'Its cover was still lying there.',
  'Nobody in the building heard a thing.',
  'The door stood open at breakfast.',
  'The lamp above it has been out since Sunday.',
  'My neighbor noticed first and rang the bell.',
  'Only the receipt is left.',
];

let incidents = 0;

/**
 * Returns facts that no other call in this worker returns: another person, home, place and thing. Otherwise, each
 * report that a test files would look like a duplicate of all others, and the forms would ask about it.
 */
export function ownIncident(): Told & { who: object; where: object } {
  const n = incidents;
  incidents += 1;
  // The lists' lengths are relatively prime, so that no combination returns soon.
  const one = <T>(list: readonly T[], step = 1) => list[(n * step) % list.length] as T;
  const house = 11 + 7 * n;
  const thing = one(THINGS);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    how: `My ${thing} disappeared from the ${one(PLACES)} at number ${house}. ${one(FOUND)}`,
    items: [
      anItem({
        type: thing,
        brand: null,
        model: null,
        serialNumber: `${thing.slice(0, 2).toUpperCase()}-${48_611 + 7919 * n}`,
      }),
    ],
    who: {
      givenName: one(GIVEN),
      familyName: `${one(BEGINNINGS)}${one(ENDINGS)}`,
      birthDate: `${1941 + (n % 59)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`,
      email: `reporter${n}@example.org`,
      phone: `860-555-${String(1000 + ((n * 37) % 9000))}`,
      address: `${house} ${one(STREETS)} Street, Hartford, CT`,
    },
    where: { address: `${house} ${one(STREETS)} Street` },
  };
}
