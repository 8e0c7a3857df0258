import { expect, test } from 'vitest';
import { HALVES, precision, recall, tally } from './narratives.ts';

const EACH = HALVES.flatMap((half) => ['en', 'es'].map((language) => [half, language] as const));

test.each(EACH)(
  'of the %s narratives in %s, nine of ten flags are found, and nine of ten are right',
  (half, language) => {
    const found = tally(half, language);
    expect(recall(found)).toBeGreaterThanOrEqual(0.9);
    expect(precision(found)).toBeGreaterThanOrEqual(0.9);
  },
);
