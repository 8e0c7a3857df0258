import { expect, test } from 'vitest';
import { createWords } from '#shared/words/words.ts';

const es = {
  Open: 'Abrir',
  'Open|state of a report': 'Abierto',
  'Sent to {name} after {seconds} seconds': 'Enviado a {name} después de {seconds} segundos',
  '{n} reports': { one: '{n} reporte', many: '{n} de reportes', other: '{n} reportes' },
  '{n} reports of {day}': { one: '{n} reporte del {day}', other: '{n} reportes del {day}' },
} as const;
const spanish = () => {
  const words = createWords<typeof es>();
  words.speak('es', es);
  return words;
};

test('says the English text of the source until another language is spoken, and again after it', () => {
  const words = createWords<typeof es>();
  expect(words.t('Open')).toBe('Open');
  words.speak('es', es);
  expect(words.t('Open')).toBe('Abrir');
  words.speak('en', null);
  expect(words.t('Open')).toBe('Open');
});

test('tells equal English texts apart by a remark that is never shown', () => {
  expect(spanish().t('Open|state of a report')).toBe('Abierto');
  expect(createWords<typeof es>().t('Open|state of a report')).toBe('Open');
});

test('puts values where the language wants them, numbers written as it writes them', () => {
  expect(spanish().t('Sent to {name} after {seconds} seconds', { name: '{seconds}', seconds: 12_480 })).toBe(
    'Enviado a {seconds} después de 12,480 segundos',
  );
});

test.each([
  [0, '0 reports', '0 reportes'],
  [1, '1 report', '1 reporte'],
  [2, '2 reports', '2 reportes'],
  [12_480, '12,480 reports', '12,480 reportes'],
  [1_000_000, '1,000,000 reports', '1,000,000 de reportes'],
  [1_000_001, '1,000,001 reports', '1,000,001 reportes'],
])('counts %i by the plural rules of each language', (n, english, inSpanish) => {
  expect(createWords<typeof es>().plural(n, '{n} report', '{n} reports')).toBe(english);
  expect(spanish().plural(n, '{n} report', '{n} reports')).toBe(inSpanish);
});

test('counts with other values beside the number', () => {
  expect(spanish().plural(1, '{n} report of {day}', '{n} reports of {day}', { day: 'lunes' })).toBe(
    '1 reporte del lunes',
  );
});

test('knows a text that was made elsewhere, with names in it or in a list, and leaves what it does not know', () => {
  const words = createWords<typeof es>();
  words.speak('es', es, {
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
  words.speak('en', null);
  expect(known('Photo')).toBe('Photo');
});
