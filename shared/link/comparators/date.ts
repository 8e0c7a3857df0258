import type { Comparison } from '../model.ts';
import { withinEdits } from '../similarity.ts';
import { type Comparator, neverRare, nothingCounted } from './comparator.ts';

type Options = Extract<Comparison, { kind: 'date' }>;
type Holds = (a: string, b: string) => boolean;

/** Dates as eight digits. */
export function dateComparator(options: Options): Comparator<string> {
  const holds = options.levels.map(({ when }): Holds => {
    if (when === undefined) return () => true;
    if ('equal' in when) return (a, b) => a === b;
    if ('slip' in when) return isSlip;
    return sameYear;
  });
  return {
    counted: nothingCounted,
    prepare: ([value = '']) => (value.length === 8 ? value : null),
    level: (a, b) => {
      let level = 0;
      while (holds[level]?.(a, b) === false) level++;
      return level;
    },
    rarity: neverRare,
    pack: (feature, into) => into.whole(Number(feature)),
    unpack: (from) => String(from.whole()).padStart(8, '0'),
  };
}

const alike = (a: string, from: number, b: string, at: number, length: number): boolean => {
  for (let i = 0; i < length; i++) if (a.charCodeAt(from + i) !== b.charCodeAt(at + i)) return false;
  return true;
};
const sameYear: Holds = (a, b) => alike(a, 0, b, 0, 4);
const isSlip: Holds = (a, b) =>
  (sameYear(a, b) && alike(a, 4, b, 6, 2) && alike(a, 6, b, 4, 2)) || withinEdits(a, b, 1);
