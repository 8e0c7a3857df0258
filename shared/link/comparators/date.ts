import type { Compared } from '../comparison.ts';
import { type Comparator, neverRare, nothingCounted } from './comparator.ts';

type Options = Extract<Compared, { kind: 'date' }>;
type Holds = (a: number, b: number) => boolean;

/** Compares dates, which are represented as eight-digit numbers. */
export function dateComparator(options: Options): Comparator<number> {
  const holds = options.levels.map(({ when }): Holds => {
    if (when === undefined) return () => true;
    if ('equal' in when) return (a, b) => a === b;
    if ('slip' in when) return isSlip;
    if ('swapped' in when) return isSwapped;
    if ('edits' in when) return (a, b) => wrongDigits(a, b) <= when.edits;
    return sameYear;
  });
  return {
    counted: nothingCounted,
    prepare: ([value = '']) => (/^\d{8}$/.test(value) ? Number(value) : null),
    level: (a, b) => {
      let level = 0;
      while (holds[level]?.(a, b) === false) level++;
      return level;
    },
    ...neverRare,
    pack: (feature, into) => into.whole(feature),
    unpack: (from) => from.whole(),
  };
}

const yearOf = (date: number): number => Math.floor(date / 10_000);
const sameYear: Holds = (a, b) => yearOf(a) === yearOf(b);
const isSwapped: Holds = (a, b) =>
  sameYear(a, b) && a % 100 === Math.floor(b / 100) % 100 && b % 100 === Math.floor(a / 100) % 100;

function wrongDigits(a: number, b: number): number {
  let wrong = 0;
  for (let x = a, y = b; x > 0 || y > 0; x = Math.floor(x / 10), y = Math.floor(y / 10)) if (x % 10 !== y % 10) wrong++;
  return wrong;
}

/** Day and month swapped, one digit wrong, or two adjacent digits swapped. */
const isSlip: Holds = (a, b) => {
  if (isSwapped(a, b)) return true;
  let wrong = 0;
  let first = 0;
  let second = 0;
  for (let x = a, y = b, place = 1; place <= 8; place++, x = Math.floor(x / 10), y = Math.floor(y / 10)) {
    if (x % 10 === y % 10) continue;
    wrong += 1;
    [first, second] = [second, place];
  }
  if (wrong < 2) return true;
  const digit = (date: number, place: number): number => Math.floor(date / 10 ** (place - 1)) % 10;
  return (
    wrong === 2 && second === first + 1 && digit(a, first) === digit(b, second) && digit(a, second) === digit(b, first)
  );
};
