import type { kinds as english } from '../en/kinds.ts';

/** Kinds of report, by their code. */
export const kinds = {
  'kinds.vandalism': 'Vandalismo',
  'kinds.larceny': 'Hurto',
  'kinds.lost_property': 'Propiedad perdida',
  'kinds.fraud': 'Fraude',
} as const satisfies Record<keyof typeof english, string>;
