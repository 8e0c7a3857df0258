import type { Compared } from '../comparison.ts';
import { type Comparator, neverRare, nothingCounted } from './comparator.ts';

type Interval = { from: number; to: number };
type Options = Extract<Compared, { kind: 'interval' }>;

const HOUR = 3_600_000;

/** Compares intervals, given in hours since 1970. If an interval's start is after its end, the two are swapped. */
export function intervalComparator(options: Options): Comparator<Interval> {
  const limits = options.levels.map(({ when }) => when?.hours ?? Number.POSITIVE_INFINITY);
  return {
    counted: nothingCounted,
    prepare: ([fromText = '', toText = '']) => {
      if (fromText === '') return null;
      const from = Number(fromText) / HOUR;
      const open = options.openEnd ? Number.POSITIVE_INFINITY : from;
      const to = toText === '' ? open : Number(toText) / HOUR;
      return to < from ? { from: to, to: from } : { from, to };
    },
    level: (a, b) => {
      const gap = Math.max(0, a.from - b.to, b.from - a.to);
      let level = 0;
      while (gap > (limits[level] ?? Number.POSITIVE_INFINITY)) level++;
      return level;
    },
    ...neverRare,
    pack: (feature, into) => {
      into.real(feature.from);
      into.real(feature.to);
    },
    unpack: (from) => ({ from: from.real(), to: from.real() }),
  };
}
