import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Draw } from './draw.ts';

type Street = {
  name: string;
  neighborhood: string;
  low: number;
  high: number;
  weight: number;
  line: [number, number][];
};
export type Spot = { street: Street; number: number };

const FILE = fileURLToPath(new URL('../../../resources/hartford/streets.json', import.meta.url));
export const STREETS = (JSON.parse(readFileSync(FILE, 'utf8')) as { streets: Street[] }).streets;
const WEIGHED = STREETS.map((street) => [street, street.weight] as const);

/** A house number that exists: large buildings come often, as people who don't know one another share them. */
export function homeSpot(draw: Draw, street = draw.weighed(WEIGHED)): Spot {
  const width = street.high - street.low;
  const number = draw.chance(0.3)
    ? street.low + Math.floor(draw.next() * 6) * Math.floor(width / 7)
    : draw.whole(street.low, street.high);
  return { street, number };
}

/** A spot on the same street, a few houses away. */
export function nextDoor(draw: Draw, { street, number }: Spot, most = 24): Spot {
  const other = number + draw.whole(2, most) * (draw.chance(0.5) ? 1 : -1);
  return { street, number: Math.min(street.high, Math.max(street.low, other)) };
}

export function nearby(draw: Draw, { street }: Spot): Spot {
  return homeSpot(draw, draw.pick(STREETS.filter((one) => one.neighborhood === street.neighborhood)));
}

export function pointOf(draw: Draw, { street, number }: Spot, metres: number) {
  const [a, b] = [street.line[0] ?? [0, 0], street.line.at(-1) ?? [0, 0]];
  const along = Math.min(1, Math.max(0, (number - street.low) / Math.max(1, street.high - street.low)));
  const near = (low = 0, high = 0) => low + (high - low) * along + ((draw.next() - 0.5) * 2 * metres) / 95_000;
  return { lat: Number(near(a[1], b[1]).toFixed(6)), lon: Number(near(a[0], b[0]).toFixed(6)) };
}

const SUFFIXES: Readonly<Record<string, string>> = {
  St: 'Street',
  Ave: 'Avenue',
  Pl: 'Place',
  Blvd: 'Boulevard',
  Rd: 'Road',
  Dr: 'Drive',
  Ter: 'Terrace',
  Ln: 'Lane',
};
/** A street's name as people say it: `Park`, `park st`, `Park Street`. */
export function said(draw: Draw, { street }: Spot): string {
  const long = street.name.replace(/\w+$/, (last) => SUFFIXES[last] ?? last);
  return draw.pick([street.name, street.name, long, street.name.replace(/ (?:St|Ave)$/, '')]);
}

/** The nearest other street of the neighborhood, as in "Park and Broad". */
export function crossing({ street, number }: Spot): string {
  const middle = ({ line }: Street) =>
    [((line[0]?.[0] ?? 0) + (line.at(-1)?.[0] ?? 0)) / 2, ((line[0]?.[1] ?? 0) + (line.at(-1)?.[1] ?? 0)) / 2] as const;
  const along = (number - street.low) / Math.max(1, street.high - street.low);
  const [x, y] = [0, 1].map(
    (i) => (street.line[0]?.[i] ?? 0) + ((street.line.at(-1)?.[i] ?? 0) - (street.line[0]?.[i] ?? 0)) * along,
  ) as [number, number];
  const others = STREETS.filter((one) => one.neighborhood === street.neighborhood && one.name !== street.name);
  const far = (one: Street) => Math.hypot(middle(one)[0] - x, middle(one)[1] - y);
  return others.reduce((best, one) => (far(one) < far(best) ? one : best), others[0] ?? street).name;
}

const FRONT =
  'Ray’s/El Coquí/Sunrise/Family/La Bendición/Corner/Three Brothers/Scotts/Borinquen/Star/Golden/Caribbean/Lucky/Mi Tierra/Park View/New England/Capital/La Familia/Comerío/Lion'.split(
    '/',
  );
const BACK =
  'Package Store/Mini Market/Pizza/Barber Shop/Laundromat/Bakery/Deli/Grocery/Dollar/Pharmacy/Auto Parts/Restaurant/Nails/Gas'.split(
    '/',
  );
/** The business that people name instead of this number: always the same for one stretch of a street. */
export function businessAt({ street, number }: Spot): string {
  const key =
    Array.from(street.name).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), Math.floor(number / 40)) >>> 0;
  return `${FRONT[key % FRONT.length]} ${BACK[Math.floor(key / 7) % BACK.length]}`;
}
