/** Kinds of report, by their code. */
export const kinds = {
  'kinds.vandalism': 'Vandalism',
  'kinds.larceny': 'Larceny',
  'kinds.lost_property': 'Lost property',
  'kinds.fraud': 'Fraud',
} as const;
