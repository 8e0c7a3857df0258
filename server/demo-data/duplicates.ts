import type { Item } from '#shared/domain/incident.ts';
import type { Facts, Person } from '#shared/domain/report.ts';
import type { Clock } from './calendar.ts';
import { type Incident, makeIncident, makeNeighborIncident, type Stage } from './incident.ts';
import type { PeopleBook } from './people.ts';
import type { Random } from './random.ts';
import type { Relation } from './schedule.ts';
import { narrative, tellIncident } from './telling.ts';
import { createHand, type Hand, slip } from './typing.ts';
import type { Screened } from './words/screened.ts';

/** What the generator remembers about a report until all reports related to it have been generated. */
export type Origin = {
  incident: Incident;
  facts: Facts;
  hand: Hand;
  offenseCode: string;
  screened: Screened | null;
};

export type Followed = { incident: Incident; facts: Facts; hand: Hand; offenseCode: string; screened: Screened | null };

/** Derives a later report from an earlier one, the way real reporters would. */
export function follow(
  relation: Relation,
  origin: Origin,
  at: number,
  serial: number,
  stage: Stage,
  people: PeopleBook,
  random: Random,
): Followed {
  const { clock } = stage;
  const { incident, hand, screened } = origin;
  const again = (who: Person, as: Hand) =>
    tellIncident(incident, { who, hand: as, at, screened, mode: 'again' }, clock, random);
  switch (relation) {
    case 'resend':
      return { ...origin, facts: resent(origin, random) };
    case 'next_day':
      return { ...origin, facts: again(origin.facts.who, hand) };
    case 'spouse': {
      const own = createHand(random);
      return { ...origin, hand: own, facts: again(people.partnerOf(origin.facts.who, serial, at, random), own) };
    }
    case 'other_title':
      return { ...origin, ...underOtherTitle(origin, at, clock, random) };
    case 'other_phone':
      return { ...origin, facts: again(otherContact(origin.facts.who, serial, people, random), hand) };
    case 'witness': {
      const own = createHand(random);
      const person = people.person(serial, at, random);
      const who: Person = random.chance(0.4)
        ? { ...person, actsFor: { name: 'the owner', relation: person.language === 'es' ? 'vecino' : 'neighbor' } }
        : person;
      const facts = tellIncident(incident, { who, hand: own, at, screened: null, mode: 'witness' }, clock, random);
      return { ...origin, hand: own, screened: null, facts };
    }
    case 'repeat_victim': {
      const next = makeIncident(incident.scene, at, stage, random);
      // Half of the time, the home and the vehicle stay the same. The day and the property are always different.
      const sameHouse = random.chance(0.5) ? { house: incident.house, vehicle: incident.vehicle } : {};
      const since = Math.max(next.from, incident.to + 7.2 * 86_400_000);
      const later: Incident = { ...next, ...sameHouse, from: since, to: Math.max(since, next.to) };
      const facts = tellIncident(
        later,
        { who: origin.facts.who, hand, at, screened: null, mode: 'victim' },
        clock,
        random,
      );
      return { incident: later, hand, screened: null, offenseCode: incident.scene.offenseCode, facts };
    }
    case 'spree': {
      const own = createHand(random);
      const next = makeNeighborIncident(incident, at, stage, random);
      const who = people.person(serial, at, random);
      const facts = tellIncident(next, { who, hand: own, at, screened: null, mode: 'victim' }, clock, random);
      return { incident: next, hand: own, screened: null, offenseCode: incident.scene.offenseCode, facts };
    }
  }
}

/** The same report sent twice: often word for word, sometimes with a correction or addition. */
function resent({ facts, hand }: Origin, random: Random): Facts {
  if (random.chance(0.5)) return facts;
  const more = facts.who.language === 'es' ? MORE_SPANISH : MORE_ENGLISH;
  const how = random.chance(0.5)
    ? `${facts.how} ${hand.caps ? random.pick(more).toUpperCase() : random.pick(more)}`
    : slip(facts.how, 0.004, random);
  const items = facts.items.map((item): Item => (random.chance(0.2) ? { ...item, valueCents: null } : item));
  return { ...facts, how, items, where: random.chance(0.15) ? { ...facts.where, point: null } : facts.where };
}

const MORE_ENGLISH = [
  'I am sending this again because I did not get an email.',
  'I forgot to add the value before.',
  'The page froze so I am not sure it went through.',
  'Please use this one.',
];
const MORE_SPANISH = [
  'Lo envío otra vez porque no me llegó ningún correo.',
  'Se me olvidó poner el valor.',
  'La página se quedó pegada y no sé si llegó.',
];

function underOtherTitle(
  origin: Origin,
  at: number,
  clock: Clock,
  random: Random,
): Pick<Followed, 'facts' | 'offenseCode'> {
  const { incident, facts, hand, screened } = origin;
  const others = [incident.scene.offenseCode, ...incident.scene.otherTitles].filter(
    (code) => code !== origin.offenseCode,
  );
  const telling = { who: facts.who, hand, at, screened, mode: 'again' } as const;
  return {
    offenseCode: random.pick(others),
    facts: random.chance(0.6)
      ? { ...facts, how: random.chance(0.5) ? facts.how : narrative(incident, telling, clock, random) }
      : tellIncident(incident, telling, clock, random),
  };
}

function otherContact(who: Person, serial: number, people: PeopleBook, random: Random): Person {
  const name = random.int(0, 5);
  return {
    ...who,
    givenName:
      name === 0
        ? `${who.givenName} ${random.pick(['A.', 'M.', 'J.', 'L.'])}`
        : name === 1
          ? who.givenName.length > 4
            ? slip(who.givenName, 0.25, random)
            : who.givenName
          : who.givenName,
    birthDate: random.chance(0.15) ? null : who.birthDate,
    phone: people.phone(serial, random),
    email: random.chance(0.5)
      ? who.email
      : random.chance(0.5)
        ? null
        : `${who.familyName.toLowerCase().replace(/[^a-z]/g, '')}${random.int(100, 9999)}@example.net`,
    preferredContact: 'phone',
  };
}
