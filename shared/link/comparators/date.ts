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
    return (a, b) => a.slice(0, 4) === b.slice(0, 4);
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

const isSlip: Holds = (a, b) =>
  (a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6, 8) && a.slice(6, 8) === b.slice(4, 6)) ||
  withinEdits(a, b, 1);
