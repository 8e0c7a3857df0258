import { expect, test } from 'vitest';
import { dangerIn } from '#shared/screening/danger.ts';

test.each([
  ['He is still outside my house, please send someone now.', ['in_progress']],
  ['It is happening right now.', ['in_progress']],
  ['My ex said he will kill me if I call you.', ['threat']],
  ['They threatened me and I am scared.', ['threat']],
  ['I lost everything and I want to die.', ['self_harm']],
  ['He pointed a gun at the clerk.', ['weapon']],
  ['My daughter is missing since noon.', ['child']],
  ['Todavía están aquí afuera, están en mi puerta.', ['in_progress']],
  ['Me va a matar si vuelvo a casa, tengo miedo.', ['threat']],
  ['Ya no aguanto, quiero morir.', ['self_harm']],
  ['Sacó un cuchillo y se llevó la bolsa.', ['weapon']],
  ['Mi hijo está solo en la casa.', ['child']],
])('danger is seen in: %s', (text, signs) => {
  expect(dangerIn(text)).toEqual(signs);
});

test.each([
  'I parked my bicycle at eight. In the morning it was gone.',
  'Nobody was hurt and no one threatened me.',
  'They took my knife set and a glue gun from the truck.',
  'My daughter’s bicycle was taken from the yard.',
  'He did not have a gun.',
  'Dejé la mochila en el parque y ya no estaba.',
  'Nadie me amenazó y no había un arma de fuego.',
  'Me robaron una pistola de calor.',
  'The package was still outside when I left for work.',
])('no danger is seen in: %s', (text) => {
  expect(dangerIn(text)).toEqual([]);
});
