import { DAY, FIRST, HOUR, LAST, midnight } from './clock.ts';
import { type Draw, plain } from './draw.ts';
import type { Person } from './people.ts';
import { homeSpot, nearby, type Spot } from './places.ts';
import { COLORS, ODDITIES, SCENES, THINGS } from './things.ts';

export type Thing = { key: string; brand: string | null; color: string | null; serial: string | null; dollars: number };
export type Store = { name: string; spot: Spot; managers: [Person, Person]; template: number; things: string[] };

/** What happened, as nobody but the author of this set knows it: one owner's loss. */
export type Loss = {
  scene: string;
  things: Thing[];
  account: string;
  dollars: number;
  /** Local milliseconds. */
  from: number;
  to: number;
  told: number;
  spot: Spot;
  unit: string | null;
  placeType: string;
  owner: Person;
  actsFor: { name: string; relation: string } | null;
  store: Store | null;
  odd: string | null;
};

export const sceneOf = (name: string) => {
  const scene = SCENES[name] ?? SCENES[`!${name}`];
  if (scene === undefined) throw new Error(`no scene ${name}`);
  const [kind, codes, places, things, start, lasts] = scene;
  return { kind, codes: codes.split(' '), places: places.split(' '), things, start, lasts };
};

export function someThing(draw: Draw, key: string): Thing {
  const row = THINGS[key] ?? THINGS[`!${key}`];
  if (row === undefined) throw new Error(`no thing ${key}`);
  const [, , brands, low, high, serial] = row;
  const brand = draw.pick(brands.split('/'));
  const letters = () => draw.pick(Array.from('ABCDEFGHJKLMNPRSTUVWXYZ'));
  const number = `${letters()}${letters()}${draw.whole(10, 99)}${letters()}${draw.whole(100_000, 999_999)}`;
  const exact = low + draw.next() ** 1.6 * (high - low);
  return {
    key,
    brand: brand === '' || draw.chance(0.25) ? null : brand,
    color: draw.chance(0.55) ? draw.pick(draw.allowed(COLORS)) : null,
    serial: serial === 1 && draw.chance(0.5) ? number : null,
    dollars: draw.chance(0.75) ? Math.max(5, Math.round(exact / 10) * 10) : Math.round(exact * 100) / 100,
  };
}

/** A loss of this person; `given` says what is known of it already. */
export function someLoss(draw: Draw, owner: Person, given: Partial<Loss> = {}): Loss {
  const scenes = Object.entries(SCENES).filter(([name]) => draw.kept || !name.startsWith('!'));
  const scene =
    given.scene ?? draw.weighed(scenes.map(([name, [, , , , , , weight]]) => [plain(name), weight] as const));
  const { kind, places, things, start, lasts } = sceneOf(scene);
  const day = midnight(FIRST + draw.next() * (LAST - FIRST));
  const from =
    day + (start + Math.round((draw.next() - 0.5) * 24) / 4) * HOUR + draw.pick([0, 0, 0, 5, 10, 20, 40]) * 60_000;
  const to = given.to ?? (given.from ?? from) + Math.max(0.25, lasts * (0.5 + draw.next())) * HOUR;
  const atHome = /package|laundry|yard|housewin|fence|mailbox|account|tax|utility/.test(scene) || draw.chance(0.4);
  const spot =
    atHome && owner.homeTown === 'Hartford' ? owner.home : draw.chance(0.5) ? nearby(draw, owner.home) : homeSpot(draw);
  const keys = kind === 'fraud' ? [] : draw.allowed(things.split(' '));
  const first = keys.length === 0 ? [] : [someThing(draw, draw.pick(keys))];
  const second =
    kind !== 'vandalism' && first.length > 0 && draw.chance(0.17) ? [someThing(draw, draw.pick(keys))] : [];
  return {
    scene,
    things: [...first, ...second.filter(({ key }) => key !== first[0]?.key)],
    account: kind === 'fraud' ? draw.pick(things.split(';')) : '',
    dollars:
      Math.round(40 + draw.next() ** 3 * (draw.chance(0.3) ? 9000 : 1800)) +
      (draw.chance(0.4) ? draw.whole(0, 99) / 100 : 0),
    from: given.from ?? from,
    to,
    told: given.told ?? to + (0.3 + draw.next() ** 4 * (kind === 'fraud' ? 500 : 200)) * HOUR,
    spot,
    unit: spot === owner.home ? owner.unit : null,
    placeType: draw.pick(places),
    owner,
    actsFor: null,
    store: null,
    odd: draw.chance(0.35)
      ? draw.pick(draw.allowed([...(ODDITIES.any ?? []), ...(ODDITIES[kind] ?? []), ...(ODDITIES[kind] ?? [])]))
      : null,
    ...given,
  };
}

/** What a store loses again and again. */
export function storeLoss(draw: Draw, store: Store, from: number): Loss {
  const [manager] = store.managers;
  return someLoss(draw, manager, {
    scene: 'store',
    store,
    actsFor: { name: store.name, relation: draw.pick(['manager', 'store manager', 'asset protection']) },
    from,
    to: from + draw.whole(0, 2) * 5 * 60_000,
    told: from + (0.3 + draw.next() * 30) * HOUR,
    spot: store.spot,
    unit: null,
    things: [{ ...someThing(draw, draw.pick(store.things)), color: null }],
    odd: null,
  });
}

export const laterBy = (draw: Draw, local: number, least: number, most: number): number =>
  local + Math.round(least + draw.next() * (most - least)) * DAY;
