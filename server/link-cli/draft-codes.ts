import type { Column } from './column-profile.ts';
import type { Draft, Level } from './draft-columns.ts';

/**
 * Drafts one comparison of all model and part numbers in a record's texts. A shared number is stronger evidence than
 * any shared words, and different numbers distinguish things with similar names.
 */
export function draftCodes(columns: readonly Column[], named: (column: string) => string): Draft[] {
  if (columns.length === 0) return [];
  const name = named('codes');
  return [
    {
      fields: [{ name, columns: columns.map((one) => one.name), normalize: 'codes' }],
      comparison: {
        name,
        kind: 'names',
        fields: [name],
        frequency: true,
        levels: LEVELS.map(([level, when, u]) => (when === null ? { name: level, u } : { name: level, when, u })),
      },
      m: LEVELS.map(([, , , m]) => m),
      keys: [{ part: { field: name, as: 'each' }, alone: true, joined: true }],
    },
  ];
}

const LEVELS: readonly Level[] = [
  ['same', { some: 1 }, 0.002, 0.6],
  ['alike', { some: 0.95 }, 0.003, 0.12],
  ['other', null, 0.995, 0.28],
];
