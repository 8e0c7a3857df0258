import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finder, foundIn } from '../../../renderer/ui/found.ts';

function marked(search: string, text: string): string[] {
  const words = finder(search);
  return words === null ? [] : foundIn(text, words).map(([start, end]) => text.slice(start, end));
}

test('words are marked from their beginning, whatever their case and accents', () => {
  expect(marked('pena bicyc', 'Señora PEÑA lost her bicycle, not an icycle.')).toEqual(['PEÑA', 'bicyc']);
  expect(marked('person:soto', 'Soto')).toEqual(['Soto']);
  expect(marked('bicycle', '👮🏽 ﬁne bicycle')).toEqual(['bicycle']);
});

test('a word at the end of a narrative of 100,000 characters is marked too', () => {
  const long = 'so it went on. '.repeat(6700);
  expect(marked('bicycle', `${long} My Bicycle`)).toEqual(['Bicycle']);
  expect(marked('bicycle', `${long} ¡Mi Bicycle!`)).toEqual(['Bicycle']);
});

test('a phrase is marked as a whole, across what stands between its words', () => {
  expect(marked('"my car"', 'My  car, my cars')).toEqual(['My  car']);
});

test('fields that are no words mark nothing', () => {
  expect(finder('kind:larceny from:2026-10-01 is:repeat')).toBeNull();
});

test('marks lie within the text, whatever is typed and written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (search, text) => {
      const words = finder(search);
      for (const [start, end] of words === null ? [] : foundIn(text, words)) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
