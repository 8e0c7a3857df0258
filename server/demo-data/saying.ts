import type { Clock } from './calendar.ts';
import { listThings, nameThing } from './goods.ts';
import type { Slots } from './grammar.ts';
import type { Incident } from './incident.ts';
import { typeAddress } from './places.ts';
import type { Random } from './random.ts';

const DAYS = [
  ['Sunday', 'domingo'],
  ['Monday', 'lunes'],
  ['Tuesday', 'martes'],
  ['Wednesday', 'miércoles'],
  ['Thursday', 'jueves'],
  ['Friday', 'viernes'],
  ['Saturday', 'sábado'],
] as const;
const MONTHS = [
  ['January', 'enero'],
  ['February', 'febrero'],
  ['March', 'marzo'],
  ['April', 'abril'],
  ['May', 'mayo'],
  ['June', 'junio'],
  ['July', 'julio'],
  ['August', 'agosto'],
  ['September', 'septiembre'],
  ['October', 'octubre'],
  ['November', 'noviembre'],
  ['December', 'diciembre'],
] as const;

/**
 * The phrases that fill a narrative's slots for an incident. The same person may phrase them differently on another day.
 */
export function wordsFor(
  incident: Incident,
  told: { at: number; spanish: boolean },
  clock: Clock,
  random: Random,
): Slots {
  const { spanish } = told;
  const language = spanish ? 1 : 0;
  const address = typeAddress(incident.house, random);
  const first = incident.things[0];
  const vehicle = vehicleName(incident, spanish, random);
  return {
    place: placePhrase(incident, address, spanish, random),
    street: incident.house.street.name,
    addr: address,
    day: dayPhrase(incident.from, told.at, spanish, clock, random),
    time: timePhrase(incident.from, spanish, clock, random),
    time2: timePhrase(incident.to, spanish, clock, random),
    vehicle,
    item: first === undefined ? '' : oneThing(incident, spanish, random),
    items: listThings(incident.things, spanish, random),
    value: money(incident.cents, spanish, random),
    bank: incident.bank,
    account: incident.account[language],
    target: incident.target[language],
    damage: incident.damage[language],
    what: whatWasHit(incident, vehicle, spanish),
  };
}

function oneThing(incident: Incident, spanish: boolean, random: Random): string {
  const thing = incident.things[0];
  if (thing === undefined) return '';
  const name = nameThing(thing, spanish, random.chance(0.55));
  if (!spanish) return name;
  if (incident.scene.code === 'vehicle_parts') return `${thing.good.gender === 'f' ? 'la' : 'el'} ${name}`;
  return `${thing.good.es.endsWith('s') ? 'mis' : 'mi'} ${name}`;
}

function whatWasHit(incident: Incident, vehicle: string, spanish: boolean): string {
  if (incident.scene.subject === 'vehicle') return spanish ? `un ${vehicle}` : `a ${vehicle}`;
  if (incident.scene.subject === 'home' || incident.scene.subject === 'graffiti')
    return incident.target[spanish ? 1 : 0];
  const name = incident.things[0] === undefined ? '' : nameThing(incident.things[0], spanish, true);
  return spanish ? `un ${name}` : `a ${name}`;
}

function vehicleName(incident: Incident, spanish: boolean, random: Random): string {
  const { year, color, make, model } = incident.vehicle;
  const form = random.int(0, 5);
  if (form === 0) return spanish ? 'carro' : 'car';
  if (spanish) return `${make} ${model}${form > 3 ? ` ${color[1]}` : ''}${form > 4 ? ` del ${year}` : ''}`;
  return `${form > 4 ? `${year} ` : ''}${form > 3 ? `${color[0]} ` : ''}${make}${form > 1 ? ` ${model}` : ''}`;
}

function placePhrase(incident: Incident, address: string, spanish: boolean, random: Random): string {
  const street = incident.house.street.name;
  const type = incident.placeType;
  const english = [`on ${street}`, `at ${address}`, `in front of ${address}`, `near ${address}`, `outside ${address}`];
  const local = [
    `en la ${street}`,
    `en ${address}`,
    `frente a ${address}`,
    `cerca de ${address}`,
    `en la calle ${street}`,
  ];
  if (/lot|garage/i.test(type)) english.push(`in the ${type.toLowerCase()} at ${address}`);
  if (['Store', 'Restaurant', 'Bar', 'Gym', 'Laundromat'].includes(type))
    english.push(`at the ${type.toLowerCase()} on ${street}`);
  return random.pick(spanish ? local : english);
}

function dayPhrase(ms: number, toldAt: number, spanish: boolean, clock: Clock, random: Random): string {
  const at = clock.local(ms);
  const now = clock.local(toldAt);
  const ago = Math.round(
    (Date.UTC(now.year, now.month - 1, now.day) - Date.UTC(at.year, at.month - 1, at.day)) / 86_400_000,
  );
  const [weekday, dia] = DAYS[at.weekday] ?? ['', ''];
  const [month, mes] = MONTHS[at.month - 1] ?? ['', ''];
  const night = at.hour >= 20 || at.hour < 4;
  if (spanish) {
    if (ago === 0) return random.pick(['hoy', 'hoy mismo']);
    if (ago === 1 && random.chance(0.6)) return night ? 'anoche' : 'ayer';
    if (ago < 7)
      return random.pick([`el ${dia}`, `el ${dia} ${night ? 'por la noche' : 'pasado'}`, `el día ${at.day}`]);
    return random.pick([`el ${at.day} de ${mes}`, `el ${at.month}/${at.day}`, `el día ${at.day} de ${mes}`]);
  }
  if (ago === 0)
    return random.pick(['today', 'this morning', 'earlier today'].slice(at.hour < 12 ? 0 : 2).concat('today'));
  if (ago === 1 && random.chance(0.6)) return night ? 'last night' : 'yesterday';
  if (ago < 7)
    return random.pick([
      `on ${weekday}`,
      `${weekday} ${night ? 'night' : 'during the day'}`,
      `last ${weekday}`,
      `on ${at.month}/${at.day}`,
    ]);
  return random.pick([
    `on ${at.month}/${at.day}`,
    `on ${month} ${at.day}`,
    `on ${at.month}/${at.day}/${at.year % 100}`,
    `on ${weekday} ${at.month}/${at.day}`,
  ]);
}

function timePhrase(ms: number, spanish: boolean, clock: Clock, random: Random): string {
  const at = clock.local(ms);
  const hour = at.hour % 12 === 0 ? 12 : at.hour % 12;
  const minute = random.chance(0.6) ? Math.floor(at.minute / 30) * 30 : Math.floor(at.minute / 5) * 5;
  const half = at.hour < 12 ? 'am' : 'pm';
  const full = minute === 0 && random.chance(0.5) ? String(hour) : `${hour}:${String(minute).padStart(2, '0')}`;
  if (spanish)
    return random.pick([
      `las ${full}`,
      `las ${full} ${half}`,
      `las ${full} de la ${at.hour < 12 ? 'mañana' : at.hour < 19 ? 'tarde' : 'noche'}`,
    ]);
  return random.pick([
    `${full} ${half}`,
    `${full}${half}`,
    `${full} ${half}`,
    `${String(at.hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  ]);
}

export function money(cents: number, spanish: boolean, random: Random): string {
  const dollars = Math.round(cents / 100);
  const grouped = dollars.toLocaleString('en-US');
  return random.pick([`$${grouped}`, `$${dollars}`, `${dollars} ${spanish ? 'dólares' : 'dollars'}`, `$${grouped}`]);
}
