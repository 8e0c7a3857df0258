import { dangerTally } from '../shared/screening/danger-narratives.ts';
import { HALVES, precision, recall, tally } from '../shared/screening/narratives.ts';
import { atLeast, type Bench, figure, printed } from './figure.ts';

/** Measures how well flags and danger are detected by words, in narratives whose author had not read the rules. */
export const hints: Bench = () =>
  Promise.resolve(
    HALVES.flatMap((half) =>
      ['en', 'es'].flatMap((language) => {
        const found = tally(half, language);
        const of = `${half} half, ${language}`;
        const more = { wanted: atLeast(0.9), full: true };
        const danger = dangerTally(half, language);
        return [
          figure(`recall, ${of}`, recall(found), '', more),
          figure(`precision, ${of}`, precision(found), '', more),
          figure(`danger: recall, ${of}`, recall(danger), '', { wanted: printed, full: true }),
          figure(`danger: precision, ${of}`, precision(danger), '', more),
        ];
      }),
    ),
  );
