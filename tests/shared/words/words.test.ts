import { expect, test } from 'vitest';
import { createWords } from '#shared/words/words.ts';

test('knows a text that was made elsewhere, with names in it or in a list, and leaves what it does not know', () => {
  const words = createWords();
  words.speak('es', {
    'Asked for: {what}.': 'Se pidió: {what}.',
    Photo: 'Foto',
    'What happened, in more detail': 'Qué pasó, con más detalle',
    '{n} item worth ${least} or more.': '{n} objeto de ${least} o más.',
  });
  const { known } = words;
  expect(known('Photo')).toBe('Foto');
  expect(known('Asked for: Photo, What happened, in more detail, Photo.')).toBe(
    'Se pidió: Foto, Qué pasó, con más detalle, Foto.',
  );
  expect(known('1 item worth $200 or more.')).toBe('1 objeto de $200 o más.');
  expect(known('Asked for: A thing of this agency.')).toBe('Se pidió: A thing of this agency.');
  expect(known('The wording of an agency')).toBe('The wording of an agency');
  expect(known('Open')).toBe('Open');
  words.speak('en');
  expect(known('Photo')).toBe('Photo');
});
