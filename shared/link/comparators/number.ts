import type { Compared } from '../comparison.ts';
import { type Comparator, neverRare, nothingCounted } from './comparator.ts';

type Options = Extract<Compared, { kind: 'number' }>;

export function numberComparator(options: Options): Comparator<number> {
  const holds = options.levels.map(({ when }) => {
    if (when === undefined) return () => true;
    if ('within' in when) return (a: number, b: number) => Math.abs(a - b) <= when.within;
    return (a: number, b: number) => Math.abs(a - b) <= when.ratio * Math.max(Math.abs(a), Math.abs(b));
  });
  return {
    counted: nothingCounted,
    prepare: ([text = '']) => (text === '' || Number.isNaN(Number(text)) ? null : Number(text)),
    level: (a, b) => {
      let level = 0;
      while (holds[level]?.(a, b) === false) level++;
      return level;
    },
    ...neverRare,
    pack: (feature, into) => into.real(feature),
    unpack: (from) => from.real(),
  };
}
