import type { Compared } from '../comparison.ts';
import { fold, plainHash } from '../text.ts';
import { type Comparator, neverRare, nothingCounted } from './comparator.ts';

/** Strings are stored as hashes. A missing value is 0, or −1 for `cents`. */
type Thing = { type: number; make: number; serial: number; cents: number };
type Told = { type: string; make: string; serial: string; cents: number };
type Options = Extract<Compared, { kind: 'items' }>;
type Holds = (one: Thing, other: Thing) => boolean;

/**
 * Maximum number of items per list. About ten are enough to tell two lists apart; more would make comparing a pair
 * slow.
 */
const MOST = 12;

/**
 * Compares lists of the form `type|brand|model|serial|cents;…`. A level matches if any item of one list matches any
 * item of the other.
 */
export function itemsComparator(options: Options): Comparator<readonly Thing[]> {
  const holds = options.levels.map(({ when }): Holds => {
    if (when === undefined) return () => true;
    if ('serial' in when) return (a, b) => a.serial !== 0 && a.serial === b.serial;
    if ('brandAndModel' in when) return (a, b) => a.make !== 0 && a.make === b.make;
    if ('type' in when) return (a, b) => a.type === b.type;
    return (a, b) => a.type === b.type && near(a.cents, b.cents, when.typeAndValue);
  });
  return {
    counted: nothingCounted,
    prepare: ([list = '']) => {
      const things = readItems(list).map(({ type, make, serial, cents }) => ({
        type: plainHash(type),
        make: plainHash(make),
        serial: plainHash(serial),
        cents,
      }));
      return things.length === 0 ? null : things;
    },
    level: (a, b) => {
      let best = holds.length - 1;
      for (const one of a)
        for (const other of b)
          for (let level = 0; level < best; level++) if (holds[level]?.(one, other) === true) best = level;
      return best;
    },
    ...neverRare,
    pack: (things, into) => {
      into.whole(things.length);
      for (const thing of things) {
        into.whole(thing.type);
        into.whole(thing.make);
        into.whole(thing.serial);
        into.whole(thing.cents + 1);
      }
    },
    unpack: (from) => {
      const things: Thing[] = [];
      for (let left = from.whole(); left > 0; left--)
        things.push({ type: from.whole(), make: from.whole(), serial: from.whole(), cents: from.whole() - 1 });
      return things;
    },
  };
}

/** The items of a list. Missing text is '' and missing `cents` are −1. Ignores serial numbers under five characters. */
export function readItems(list: string): Told[] {
  const things: Told[] = [];
  for (const text of list.split(';').slice(0, MOST)) {
    const [type = '', brand = '', model = '', serial = '', cents = ''] = text.split('|');
    if (type.trim() === '') continue;
    const number = fold(serial).replace(/ /g, '');
    things.push({
      type: fold(type),
      make: brand.trim() === '' || model.trim() === '' ? '' : fold(`${brand} ${model}`),
      serial: number.length < 5 ? '' : number,
      cents: /^\d+$/.test(cents.trim()) ? Number(cents) : -1,
    });
  }
  return things;
}

const near = (a: number, b: number, share: number): boolean =>
  a >= 0 && b >= 0 && Math.abs(a - b) <= share * Math.max(a, b);
