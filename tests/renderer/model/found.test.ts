import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextField } from '#shared/domain/search.ts';
import { finders, foundIn } from '../../../renderer/model/found.ts';

function marked(search: string, text: string, field: TextField | null = null): string[] {
  const words = finders(search).get(field);
  return words === undefined ? [] : foundIn(text, words).map(([start, end]) => text.slice(start, end));
}

test('words are highlighted by prefix, ignoring case and accents', () => {
  expect(marked('pena bicyc', 'Señora PEÑA lost her bicycle, not an icycle.')).toEqual(['PEÑA', 'bicyc']);
  expect(marked('bicycle', '👮🏽 ﬁne bicycle')).toEqual(['bicycle']);
});

test('a word at the end of a narrative of 100,000 characters is also highlighted', () => {
  const long = 'so it went on. '.repeat(6700);
  expect(marked('bicycle', `${long} My Bicycle`)).toEqual(['Bicycle']);
  expect(marked('bicycle', `${long} ¡Mi Bicycle!`)).toEqual(['Bicycle']);
});

test('a phrase is highlighted as a whole, including what is between its words', () => {
  expect(marked('"my car"', 'My  car, my cars')).toEqual(['My  car']);
});

test('a word searched in one part of a report is highlighted only there', () => {
  const text = 'Park Street, by the bicycle park';
  expect(marked('street:park bicycle', text)).toEqual(['bicycle']);
  expect(marked('street:park bicycle', text, 'street')).toEqual(['Park', 'park']);
  expect(marked('street:park street:"by the"', text, 'street')).toEqual(['Park', 'by the', 'park']);
});

test('filters that are not words highlight nothing', () => {
  expect(finders('kind:larceny from:2026-10-01 is:duplicate').size).toBe(0);
});

test('highlights stay within the text, for any query and text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (search, text) => {
      for (const words of finders(search).values()) {
        for (const [start, end] of foundIn(text, words)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
  );
});
