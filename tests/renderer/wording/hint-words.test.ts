import { afterAll, expect, test } from 'vitest';
import { hint } from '#shared/screening/hint.ts';
import { speak } from '../../../renderer/t.ts';
import { hintName, hintWords, ruleWords } from '../../../renderer/wording/hint-words.ts';

afterAll(() => speak('en'));

test('a flag is stored as its code and parameters, and shown in the language of the window', async () => {
  const found = hint.parse({ code: 'no_serial', params: { items: 1200 } });
  expect(hintWords(found)).toBe('1,200 items worth $200 or more have no serial number.');
  expect(hintWords({ code: 'no_serial', params: { items: 1 } })).toMatch(/^1 item worth/);
  await speak('es');
  expect(hintWords(found)).toBe('1,200 objetos de $200 o más sin número de serie.');
  expect(hintWords({ code: 'outside_address', params: { town: 'Windsor <CT> {x}' } })).toBe(
    'La dirección nombra otra localidad: Windsor <CT> {x}.',
  );
  expect(ruleWords('camera')).toMatch(/^Requisito \(2\)/);
});

test.each([
  ['en', 'A flag this version doesn’t recognize.'],
  ['es', 'Un indicio que esta versión no conoce.'],
] as const)('in %s an unknown code gets a neutral sentence, never the code itself', async (language, words) => {
  await speak(language);
  for (const code of ['smell_of_smoke', 'constructor', 'unknown']) {
    expect(hintName(code)).toBe(words);
    expect(ruleWords(code)).toBe('');
  }
});
