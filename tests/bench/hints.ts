import { HALVES, precision, recall, tally } from '../shared/screening/narratives.ts';
import { atLeast, type Bench, figure } from './figure.ts';

/** How well the flags that come from words do on narratives written by someone who had not read the rules. */
export const hints: Bench = () =>
  Promise.resolve(
    HALVES.flatMap((half) =>
      ['en', 'es'].flatMap((language) => {
        const found = tally(half, language);
        const of = `${half} half, ${language}`;
        const more = { wanted: atLeast(0.9), full: true };
        return [
          figure(`recall, ${of}`, recall(found), '', more),
          figure(`precision, ${of}`, precision(found), '', more),
        ];
      }),
    ),
  );
