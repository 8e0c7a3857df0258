import { expect, test } from 'vitest';
import { nouns } from '#shared/link/nouns.ts';
import { splitterFor } from '#shared/link/words.ts';

const options = { shortest: 3, stem: true };
const one = splitterFor({ ...options, nouns: true });

test.each([
  ['my two bicycles', 'mis dos bicicletas', 1],
  ['the wallet', 'la cartera', 1],
  ['a red car', 'un carro rojo', 2],
  ['his phone and his keys', 'su celular y sus llaves', 2],
  ['the bicycle', 'la cartera', 0],
])('"%s" and "%s" have the things in common', (english, spanish, common) => {
  const [a, b] = [one.words(english), one.words(spanish)];
  expect(new Set(a.filter((word) => b.includes(word))).size).toBe(common);
  const hashes = one.hashes(spanish);
  expect(new Set(one.hashes(english).filter((hash) => hashes.includes(hash))).size).toBe(common);
});

test('without the table, words stay as they are written', () => {
  const plain = splitterFor({ ...options, nouns: false });
  expect(plain.words('bicycle bicicleta')).toEqual(['bicycl', 'bicicleta']);
});

test('no word stands for two things', () => {
  const canonical = new Map<string, string>();
  for (const [word, first] of nouns()) {
    expect(canonical.get(word) ?? first, word).toBe(first);
    canonical.set(word, first);
  }
});
