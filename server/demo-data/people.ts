import type { Person } from '#shared/domain/report.ts';
import type { Clock } from './calendar.ts';
import { homeAddress, type PlaceBook } from './places.ts';
import { type Random, weighted } from './random.ts';
import type { DemoWorld } from './resources.ts';

export type PeopleBook = {
  /** A person with a unique phone number; `serial` counts people from 0. */
  person: (serial: number, at: number, random: Random) => Person;
  /** Another adult in the same household. */
  partnerOf: (person: Person, serial: number, at: number, random: Random) => Person;
  phone: (serial: number, random: Random) => string;
};

/**
 * Share of people with Spanish names. Hartford's population share is a little higher (45% Hispanic, Census 2020), but
 * fewer of them report online.
 */
const SPANISH_NAMES = 0.38;
/** Share of people with Spanish names who write in Spanish; makes about one in five of all reports Spanish. */
const WRITES_SPANISH = 0.52;

export function createPeople(world: DemoWorld, places: PlaceBook, clock: Clock): PeopleBook {
  const surname = weighted(world.surnames);
  const spanishSurname = weighted(world.spanishSurnames);
  const female = weighted(world.givenFemale);
  const male = weighted(world.givenMale);
  const spanishFemale = weighted(world.spanishFemale);
  const spanishMale = weighted(world.spanishMale);

  const given = (spanish: boolean, woman: boolean, random: Random) =>
    spanish && random.chance(0.75) ? (woman ? spanishFemale : spanishMale)(random) : (woman ? female : male)(random);

  const make = (serial: number, at: number, random: Random): Person => {
    const spanish = random.chance(SPANISH_NAMES);
    const givenName = given(spanish, random.chance(0.54), random);
    let familyName = (spanish ? spanishSurname : surname)(random);
    if (spanish && random.chance(0.12)) familyName += `${random.chance(0.4) ? '-' : ' '}${spanishSurname(random)}`;
    const phone = random.chance(0.93) ? phoneOf(serial, random) : null;
    const email = random.chance(0.94) || phone === null ? emailOf(givenName, familyName, random) : null;
    return {
      givenName,
      familyName,
      birthDate: random.chance(0.88) ? birthDate(at, clock, random) : null,
      email,
      phone,
      address: random.chance(0.9) ? homeAddress(places.home(random), random) : null,
      language: spanish && random.chance(WRITES_SPANISH) ? 'es' : 'en',
      preferredContact:
        email === null ? (random.chance(0.7) ? 'phone' : 'letter') : random.chance(0.75) ? 'email' : 'phone',
      bestTime: random.chance(0.3) ? random.pick(BEST_TIMES) : null,
      actsFor: null,
    };
  };

  return {
    person: make,
    phone: phoneOf,
    partnerOf: (first, serial, at, random) => {
      const other = make(serial, at, random);
      const spanish = first.language === 'es' || random.chance(0.3);
      const givenName = given(spanish, random.chance(0.5), random);
      const familyName = random.chance(0.72) ? first.familyName : other.familyName;
      return {
        ...other,
        givenName: givenName === first.givenName ? other.givenName : givenName,
        familyName,
        email: random.chance(0.12) ? first.email : emailOf(givenName, familyName, random),
        phone: random.chance(0.25) ? first.phone : other.phone,
        address: first.address,
        language: random.chance(0.85) ? first.language : other.language,
      };
    },
  };
}

/** Serials from this one up belong to stores; each store keeps its phone number. */
export const FIRST_STORE = 2_000_000_000;

const BEST_TIMES = [
  'after 5 pm',
  'mornings',
  'weekdays after 3',
  'any time',
  'lunch time',
  'evenings',
  'not before noon',
] as const;

/**
 * A phone number that can't belong to anyone: 555-0100 to 555-0199 is reserved for fiction, and area codes with 9 as the
 * middle digit are reserved for a future numbering plan (NANPA). Each serial has its own number; only partners may
 * share one.
 */
function phoneOf(serial: number, random: Random): string {
  const [area, exchange, subscriber] = numberOf(serial);
  const forms = [
    `(${area}) ${exchange}-${subscriber}`,
    `${area}-${exchange}-${subscriber}`,
    `${area}${exchange}${subscriber}`,
    `${area}.${exchange}.${subscriber}`,
    `${area} ${exchange} ${subscriber}`,
    `+1 ${area}-${exchange}-${subscriber}`,
  ];
  return forms[[0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5][random.int(0, 10)] ?? 0] ?? '';
}

const LOCAL = ['860', '959', '203', '475'] as const;

function numberOf(serial: number): [area: string, exchange: string, subscriber: string] {
  // The last 80 of the 400 fictional local numbers are reserved for stores.
  const store = serial - FIRST_STORE;
  const local = store >= 0 ? 320 + store : serial;
  if (local < (store >= 0 ? 400 : 320)) {
    return [LOCAL[local % 4] ?? '860', '555', `01${String(Math.floor(local / 4)).padStart(2, '0')}`];
  }
  const area = `${2 + (Math.floor(serial / 100_000) % 8)}9${Math.floor(serial / 10_000) % 10}`;
  return [area, String(550 + (Math.floor(serial / 800_000) % 50)), String(serial % 10_000).padStart(4, '0')];
}

/** Uses only the domains that RFC 2606 reserves for examples. */
function emailOf(givenName: string, familyName: string, random: Random): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const first = plain(givenName);
  const last = plain(familyName);
  const number = random.chance(0.75) ? String(random.int(1, 9999)) : String(random.int(50, 99));
  const name = random.pick([
    `${first}.${last}`,
    `${first}${last}`,
    `${first.charAt(0)}${last}`,
    `${last}${first.charAt(0)}`,
    `${first}_${last}`,
    first,
  ]);
  return `${name}${number}@example.${random.pick(['com', 'com', 'com', 'net', 'org'])}`;
}

/** Generates the birth date of an adult; most people are between 22 and 55. */
function birthDate(at: number, clock: Clock, random: Random): string {
  const { year } = clock.local(at);
  const age = Math.min(92, 18 + Math.abs(random.normal()) * 14 + random.next() * 20);
  const month = random.int(1, 12);
  const day = random.int(1, 28);
  return `${year - 1 - Math.floor(age)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
