import { arrivals, type Clock } from './calendar.ts';
import { createRandom, type Random, weighted } from './random.ts';
import { SCENES, type Scene } from './scenes.ts';
import { SCREENED, type Screened } from './words/screened.ts';

/** The ways in which people file duplicate reports. */
export const REPEATS = ['resend', 'next_day', 'spouse', 'other_title', 'other_phone'] as const;
/** How a later report is related to an earlier one. */
export const RELATIONS = [...REPEATS, 'witness', 'repeat_victim', 'spree'] as const;
export type Relation = (typeof RELATIONS)[number];

export const isRepeat = (relation: Relation): boolean => REPEATS.some((one) => one === relation);

/** One report to generate: when it is received, and whether it follows an earlier one. */
export type Entry = { at: number; base: number; relation: Relation | null; nth: number };

/** The attributes of a report that are decided first, so that its followers can be planned. */
export type Seedling = { scene: Scene; screened: Screened | null; random: Random };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Shares of all reports; the remaining reports are unrelated to any other. `second` is the probability that a report with
 * a duplicate gets another one.
 */
const SHARES = { repeat: 0.06, second: 0.12, witness: 0.01, repeat_victim: 0.015, spree: 0.01 };
const OWN = 1 - SHARES.repeat - SHARES.witness - SHARES.repeat_victim - SHARES.spree;
type Repeat = (typeof REPEATS)[number];
const pickRepeat = weighted<Repeat>([
  ['resend', 30],
  ['next_day', 24],
  ['spouse', 16],
  ['other_title', 15],
  ['other_phone', 15],
]);
const pickScene = weighted(SCENES.map((scene) => [scene, scene.weight] as const));

/** Share of reports that don't qualify for online filing. */
const SCREENED_SHARE = 0.12;
const pickScreened = weighted<Screened>([
  ['outside_city', 22],
  ['suspect_known', 18],
  ['camera', 18],
  ['device_location', 6],
  ['plate', 5],
  ['force', 6],
  ['home_entry', 7],
  ['stolen_vehicle', 4],
  ['fire', 1.5],
  ['bias', 1.5],
  ['firearm_or_drugs', 4],
  ['in_progress', 2],
  ['domestic', 3],
  ['injury', 2],
]);

/** The report kinds to which each screening reason can apply; other kinds get a different reason. */
const ONLY_FOR: Partial<Record<Screened, readonly string[]>> = {
  device_location: ['larceny', 'lost_property'],
  plate: ['larceny', 'vandalism'],
  force: ['larceny', 'vandalism'],
  home_entry: ['larceny', 'vandalism'],
  stolen_vehicle: ['larceny'],
  fire: ['vandalism'],
  bias: ['vandalism'],
  firearm_or_drugs: ['larceny', 'lost_property'],
  in_progress: ['larceny', 'vandalism'],
  injury: ['larceny', 'vandalism'],
};

/** Starts one report's random sequence, which is always the same for the same seed and number. */
export function seedling(seed: number, base: number): Seedling {
  const random = createRandom(seed, base);
  const scene = pickScene(random);
  let screened = random.chance(SCREENED_SHARE) ? pickScreened(random) : null;
  for (let i = 0; screened !== null && i < 20; i++) {
    if (ONLY_FOR[screened]?.includes(scene.kind) ?? true) break;
    screened = pickScreened(random);
  }
  if (screened !== null && !SCREENED.includes(screened)) screened = null;
  return { scene, screened, random };
}

/** Days over which `count` reports arrive: from two weeks for a demo to two years for a large set. */
export function daysFor(count: number): number {
  return Math.max(14, Math.min(730, count / 100));
}

/** All reports in order of receipt; exactly `count`, the last before `until`. */
export function schedule(count: number, seed: number, until: number, clock: Clock): Entry[] {
  const random = createRandom(seed, 0xffff_fffe);
  const from = until - daysFor(count) * DAY;
  const own = Math.max(1, Math.round(count * OWN));
  const entries: Entry[] = [];
  for (const [base, at] of arrivals(own, from, until, clock, random).entries()) {
    entries.push({ at, base, relation: null, nth: 0 });
    for (const follower of followers(seed, base, at)) if (follower.at < until) entries.push(follower);
  }
  // Followers that would arrive after the end of the period are dropped; additional unrelated reports replace them.
  if (entries.length < count) {
    const more = arrivals(count - entries.length, from, until, clock, random);
    for (const [index, at] of more.entries()) entries.push({ at, base: own + index, relation: null, nth: 0 });
  }
  for (let i = entries.length - 1; entries.length > count && i >= 0; i--) {
    if (entries[i]?.relation !== null) entries.splice(i, 1);
  }
  return entries.sort((a, b) => a.at - b.at || a.base - b.base || a.nth - b.nth);
}

function followers(seed: number, base: number, at: number): Entry[] {
  const { scene } = seedling(seed, base);
  const random = createRandom(seed ^ 0x5bd1_e995, base);
  const found: Entry[] = [];
  const add = (relation: Relation, hours: number) =>
    found.push({ at: at + hours * HOUR, base, relation, nth: found.length + 1 });
  if (random.chance(SHARES.repeat / OWN / (1 + SHARES.second))) {
    repeat(random, add);
    if (random.chance(SHARES.second)) repeat(random, add);
  }
  const seen = scene.subject === 'vehicle' || scene.subject === 'home' || scene.subject === 'graffiti';
  // Only incidents that are visible from the street have witnesses, so the probability is raised for those scenes to
  // reach the overall share.
  if (seen && random.chance((SHARES.witness / OWN) * 2.08)) add('witness', 0.2 + random.next() ** 2 * 40);
  if (random.chance(SHARES.repeat_victim / OWN)) add('repeat_victim', 24 * (8 + random.next() * 50));
  if (seen && random.chance((SHARES.spree / OWN) * 2.08)) add('spree', 0.5 + random.next() ** 2 * 60);
  return found;
}

function repeat(random: Random, add: (relation: Relation, hours: number) => void): void {
  const relation = pickRepeat(random);
  switch (relation) {
    case 'resend':
      return add(relation, (1 + random.next() * 9) / 60);
    case 'next_day':
      return add(relation, 14 + random.next() * 34);
    case 'spouse':
      return add(relation, 0.5 + random.next() ** 2 * 70);
    case 'other_title':
      return add(relation, 0.1 + random.next() ** 2 * 60);
    case 'other_phone':
      return add(relation, 1 + random.next() ** 2 * 120);
  }
}
