import type { Item } from '#shared/domain/incident.ts';
import type { Facts, Person } from '#shared/domain/report.ts';
import type { Clock } from './calendar.ts';
import { type Phrase, type Plan, say, tell } from './grammar.ts';
import type { Incident } from './incident.ts';
import { NEARBY_TOWNS, placeOf } from './places.ts';
import type { Random } from './random.ts';
import { wordsFor } from './saying.ts';
import { type Hand, write } from './typing.ts';
import * as english from './words/english-common.ts';
import { type Screened, screenedEnglish, screenedSpanish } from './words/screened.ts';
import * as spanish from './words/spanish-common.ts';

export type Telling = {
  who: Person;
  hand: Hand;
  /** Time of the report, in epoch milliseconds. */
  at: number;
  screened: Screened | null;
  /**
   * `witness`: reported by someone who only saw the incident. `again`: a second account of the same incident from memory,
   * less exact.
   */
  mode: 'victim' | 'again' | 'witness';
};

const WITNESS: readonly [Plan, Plan] = [
  [
    [1, english.WITNESSED],
    [0.7, english.WITNESS_END],
    [0.3, english.THANKS],
  ],
  [
    [1, spanish.WITNESSED],
    [0.7, spanish.WITNESS_END],
    [0.3, spanish.THANKS],
  ],
];

/** One person's account of an incident, as form data. */
export function tellIncident(incident: Incident, telling: Telling, clock: Clock, random: Random): Facts {
  const { who, mode } = telling;
  const inSpanish = who.language === 'es';
  const where = placeOf(incident.house, incident.placeType, 0.81, random);
  return {
    who,
    items:
      mode === 'witness'
        ? [witnessedItem(incident, inSpanish, random)]
        : incident.scene.kind === 'fraud'
          ? []
          : itemsOf(incident, inSpanish, mode, random),
    fraud: incident.scene.kind === 'fraud' ? fraudOf(incident, inSpanish, random) : null,
    when: whenOf(incident, telling, random),
    where: telling.screened === 'outside_city' ? outside(where, random) : where,
    how: narrative(incident, telling, clock, random),
  };
}

/** The narrative alone. */
export function narrative(incident: Incident, telling: Telling, clock: Clock, random: Random): string {
  const inSpanish = telling.who.language === 'es';
  const slots = wordsFor(incident, { at: telling.at, spanish: inSpanish }, clock, random);
  const plan =
    telling.mode === 'witness' ? WITNESS[inSpanish ? 1 : 0] : incident.scene[inSpanish ? 'spanish' : 'english'];
  const sentences = tell(plan, random, slots);
  if (telling.screened !== null && telling.screened !== 'outside_city') {
    const words: readonly Phrase[] = (inSpanish ? screenedSpanish : screenedEnglish)[telling.screened];
    const sentence = say(random.pick(words), random, slots).trim();
    sentences.splice(random.int(1, Math.max(1, sentences.length - 1)), 0, sentence);
  }
  return write(sentences, telling.hand, random);
}

function itemsOf(incident: Incident, inSpanish: boolean, mode: Telling['mode'], random: Random): Item[] {
  if (incident.scene.kind === 'vandalism') return [damagedItem(incident, inSpanish, random)];
  const items: Item[] = [];
  for (const [index, { good, item, color }] of incident.things.entries()) {
    // In a second report, an item may be left out or its value remembered differently.
    if (mode === 'again' && index > 0 && random.chance(0.2)) continue;
    const value =
      item.valueCents === null || !random.chance(0.86)
        ? null
        : mode === 'again' && random.chance(0.4)
          ? Math.round((item.valueCents * (0.8 + random.next() * 0.4)) / 1000) * 1000
          : item.valueCents;
    items.push({
      type: inSpanish ? good.es : random.chance(0.15) ? capital(good.en) : good.en,
      brand: random.chance(0.85) ? item.brand : null,
      model: random.chance(0.65) ? item.model : null,
      serialNumber: random.chance(0.42) ? item.serialNumber : null,
      color: random.chance(0.8) ? (color?.[inSpanish ? 1 : 0] ?? null) : null,
      marks: random.chance(0.7) ? item.marks : null,
      valueCents: value,
    });
  }
  return items;
}

const NO_DETAILS = { brand: null, model: null, serialNumber: null, color: null, marks: null };

function damagedItem(incident: Incident, inSpanish: boolean, random: Random): Item {
  const valueCents = random.chance(0.7) ? incident.cents : null;
  if (incident.scene.subject !== 'vehicle')
    return { type: incident.target[inSpanish ? 1 : 0], ...NO_DETAILS, valueCents };
  const { make, model, color } = incident.vehicle;
  return {
    ...NO_DETAILS,
    type: inSpanish ? 'carro' : 'car',
    brand: make,
    model: random.chance(0.85) ? model : null,
    color: random.chance(0.8) ? color[inSpanish ? 1 : 0] : null,
    valueCents,
  };
}

/** The form requires at least one item; a witness can only name what was on the street. */
function witnessedItem(incident: Incident, inSpanish: boolean, random: Random): Item {
  return { ...damagedItem(incident, inSpanish, random), valueCents: null };
}

function fraudOf(incident: Incident, inSpanish: boolean, random: Random): Facts['fraud'] {
  const kind = incident.account[inSpanish ? 1 : 0].replace(/^(an?|una?) /, '');
  return {
    accountKind:
      incident.scene.subject === 'account'
        ? kind
        : inSpanish
          ? 'cuenta de banco'
          : random.pick(['debit card', 'credit card', 'checking account', 'Zelle', 'Cash App']),
    amountCents: random.chance(0.85) ? incident.cents : null,
    discovered: random.chance(0.6)
      ? random.pick(
          inSpanish
            ? ['estado de cuenta', 'me llamó el banco', 'carta']
            : ['bank statement', 'the bank called me', 'letter in the mail', 'credit alert', 'phone notification'],
        )
      : null,
    bankInformed: random.chance(0.85) ? random.chance(0.7) : null,
  };
}

function whenOf(incident: Incident, { at, mode }: Telling, random: Random): Facts['when'] {
  const step = random.pick([1, 5, 5, 15, 15, 30]) * 60_000;
  const shift = mode === 'again' && random.chance(0.5) ? random.int(-4, 4) * 15 * 60_000 : 0;
  const round = (ms: number) => Math.floor(Math.min(ms + shift, at - 60_000) / step) * step;
  const from =
    mode === 'witness'
      ? incident.from + random.int(0, Math.max(0, Math.round((incident.to - incident.from) / 60_000))) * 60_000
      : incident.from;
  const begin = round(from);
  return {
    from: new Date(begin).toISOString(),
    to: new Date(Math.max(begin, round(mode === 'witness' ? from : incident.to))).toISOString(),
  };
}

function outside(where: Facts['where'], random: Random): Facts['where'] {
  const town = random.pick(NEARBY_TOWNS);
  return {
    ...where,
    address: `${random.int(5, 1200)} ${random.pick(town.streets)}`,
    // Some people keep the form's default "Hartford", and only the point on the map shows the other town.
    city: random.chance(0.8) ? town.city : 'Hartford',
    neighborhood: null,
    point: where.point === null ? null : { lat: jitter(town.lat, random), lon: jitter(town.lon, random) },
  };
}

const jitter = (degrees: number, random: Random) => Math.round((degrees + random.normal() * 0.004) * 1e6) / 1e6;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
