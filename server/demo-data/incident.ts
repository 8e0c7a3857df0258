import { type Clock, plausibleHour, reportingDelay } from './calendar.ts';
import { makeThing, type Thing } from './goods.ts';
import type { House, PlaceBook } from './places.ts';
import type { Random } from './random.ts';
import type { Scene } from './scenes.ts';
import {
  ACCOUNTS,
  BANKS,
  type Both,
  COLORS,
  GRAFFITI_DAMAGE,
  GRAFFITI_TARGETS,
  HOME_DAMAGE,
  HOME_TARGETS,
  VEHICLE_DAMAGE,
  VEHICLES,
} from './surroundings.ts';

const HOUR = 3_600_000;

export type Vehicle = { year: number; color: readonly [string, string]; make: string; model: string };

/** The incident as it really happened; each report tells part of it. Times are epoch milliseconds. */
export type Incident = {
  scene: Scene;
  from: number;
  to: number;
  house: House;
  placeType: string;
  things: readonly Thing[];
  vehicle: Vehicle;
  target: Both;
  damage: Both;
  account: Both;
  bank: string;
  /** The cost in cents: the items, the repair, or the money lost. */
  cents: number;
};

export type Stage = { places: PlaceBook; clock: Clock };

export function makeIncident(scene: Scene, receivedAt: number, stage: Stage, random: Random): Incident {
  const delay = reportingDelay(random) * HOUR;
  const from = plausibleHour(receivedAt - Math.max(delay, 12 * 60_000), receivedAt, stage.clock, random);
  const house = scene.kind === 'fraud' ? stage.places.home(random) : stage.places.house(random);
  return {
    ...circumstances(scene, receivedAt, random),
    scene,
    from,
    to: endOf(scene, from, receivedAt, random),
    house,
  };
}

/**
 * Makes an incident with another victim on the same night: a few doors away, the same kind of incident, different
 * property.
 */
export function makeNeighborIncident(first: Incident, receivedAt: number, stage: Stage, random: Random): Incident {
  const from = Math.min(receivedAt - 10 * 60_000, first.from + random.int(-40, 40) * 60_000);
  return {
    ...circumstances(first.scene, receivedAt, random),
    scene: first.scene,
    from,
    to: Math.max(from, Math.min(receivedAt - 5 * 60_000, first.to + random.int(-40, 40) * 60_000)),
    house: stage.places.nextTo(first.house, random),
    placeType: first.placeType,
  };
}

function circumstances(scene: Scene, receivedAt: number, random: Random) {
  const things: Thing[] = [];
  if (scene.most > 0) {
    things.push(makeThing(random.pick(scene.goods), random));
    while (things.length < scene.most && random.chance(0.38)) {
      const good = random.pick(scene.moreGoods.length > 0 ? scene.moreGoods : scene.goods);
      if (!things.some((one) => one.good.en === good.en)) things.push(makeThing(good, random));
    }
  }
  const [make, ...models] = random.pick(VEHICLES);
  const vehicle: Vehicle = {
    year: new Date(receivedAt).getUTCFullYear() - Math.min(22, Math.floor(Math.abs(random.normal()) * 7)),
    color: random.pick(COLORS.slice(0, 7)),
    make,
    model: random.pick(models),
  };
  const damages =
    scene.subject === 'graffiti' ? GRAFFITI_DAMAGE : scene.subject === 'home' ? HOME_DAMAGE : VEHICLE_DAMAGE;
  const worth = things.reduce((sum, one) => sum + (one.item.valueCents ?? 0), 0);
  const repair = Math.round(80 * Math.exp(Math.abs(random.normal()) * 1.1 + random.next())) * 100;
  const lost = Math.round(60 * Math.exp(Math.abs(random.normal()) * 1.6 + random.next() * 1.5)) * 100;
  return {
    things,
    vehicle,
    placeType: random.pick(scene.placeTypes),
    target: random.pick(scene.subject === 'graffiti' ? GRAFFITI_TARGETS : HOME_TARGETS),
    damage: random.pick(damages),
    account: random.pick(ACCOUNTS),
    bank: random.pick(BANKS),
    cents: scene.kind === 'fraud' ? lost : scene.kind === 'vandalism' ? repair : worth,
  };
}

/**
 * The end of the period in which the incident may have happened: a night for a parked car, minutes for a pickpocket,
 * weeks for an account.
 */
function endOf(scene: Scene, from: number, receivedAt: number, random: Random): number {
  const hours =
    scene.kind === 'fraud' ? 24 * 12 : scene.subject === 'vehicle' ? 11 : scene.subject === 'thing' ? 5 : 10;
  const short = ['pocket', 'purse', 'shoplifting'].includes(scene.code);
  const length = random.chance(0.15) ? 0 : (short ? 0.7 : hours) * random.next() ** 1.3 * HOUR;
  return Math.max(from, Math.min(from + length, receivedAt - 6 * 60_000));
}
