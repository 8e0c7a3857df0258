import { expect, test } from 'vitest';
import { PLACE_TYPES } from '#shared/domain/place-type.ts';
import { speak } from '../../../renderer/t.ts';
import { aReport } from '../../helpers/builders.ts';

// Set the language first, because the labels are loaded at import.
await speak('es');
const { placeWords } = await import('../../../renderer/wording/place-words.ts');
const { valueWords } = await import('../../../renderer/wording/field-words.ts');

test('the kind of place is kept as a code and shown in the reader’s language', () => {
  expect(aReport().facts.where.placeType).toBe('yard');
  expect(placeWords(aReport().facts.where)).toBe('Patio, porche o entrada');
  for (const placeType of PLACE_TYPES) expect(placeWords({ placeType })).toMatch(/^\p{Lu}\p{L}+/u);
  expect(placeWords({ placeType: null })).toBeNull();
});

test('what another program calls it is shown as it was sent, and only where the kind is none of ours', () => {
  expect(placeWords({ placeType: 'other', placeTypeOther: 'Food truck' })).toBe('Food truck');
  expect(placeWords({ placeType: 'other' })).toBe('Otro lugar');
  expect(placeWords({ placeType: 'store', placeTypeOther: 'Food truck' })).toBe('Tienda o restaurante');
});

test('a corrected kind of place is read in the same words', () => {
  expect(valueWords('where.placeType', 'home')).toBe('Casa o apartamento');
});
