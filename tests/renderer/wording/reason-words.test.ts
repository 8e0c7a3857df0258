import { afterEach, expect, test } from 'vitest';
import { readModel } from '#shared/link/model.ts';
import { reasonApart, reasonOf } from '#shared/link/reason.ts';
import { speak } from '../../../renderer/t.ts';
import { reasonWords } from '../../../renderer/wording/reason-words.ts';
import p2c from '../../../resources/link/p2c.json' with { type: 'json' };

afterEach(() => speak('en'));

const model = readModel(JSON.stringify(p2c));
const reasons = [
  ...model.comparisons.flatMap((one) => one.levels.map((_, at) => reasonOf(one, at) ?? reasonApart('prior'))),
  reasonApart('prior'),
  reasonApart('rivals'),
];
const own = { comparison: 'tattoo', level: 'same', params: {} };

test('each outcome of the model that ships is said in each language, and never by its names', async () => {
  const english = reasons.map(reasonWords);
  await speak('es');
  const spanish = reasons.map(reasonWords);
  expect(english.length).toBeGreaterThan(50);
  expect(new Set(english).size).toBe(english.length);
  for (const [at, one] of english.entries()) {
    expect(one).toMatch(/^\p{Lu}[^:{}_]*$/u);
    expect(spanish[at]).toMatch(/^\p{Lu}[^:{}_]*$/u);
    expect(spanish[at]).not.toBe(one);
  }
});

test('distances and times are those of the model at hand, distances in feet and miles', async () => {
  const place = { comparison: 'place', words: null };
  const time = { comparison: 'time', words: null };
  expect(reasonWords({ ...place, level: 'meters_60', params: { meters: 60 } })).toBe('Within 200 ft');
  expect(reasonWords({ ...place, level: 'far', params: { meters: 1500 } })).toBe('More than 0.9 mi apart');
  expect(reasonWords({ ...time, level: 'hours_6', params: { hours: 5 } })).toBe('Within 5 hours');
  expect(reasonWords({ ...time, level: 'days_7', params: { hours: 240 } })).toBe('Within 10 days');
  expect(reasonWords({ ...time, level: 'later', params: { hours: 504 } })).toBe('More than 21 days apart');
  await speak('es');
  expect(reasonWords({ ...time, level: 'days_7', params: { hours: 240 } })).toBe('Con menos de 10 días de diferencia');
});

test('what only a model of an agency knows is said in its own words, by language where it has them', async () => {
  const words = { en: 'Same tattoo', es: 'Mismo tatuaje' };
  expect(reasonWords({ ...own, words: 'The same tattoo' })).toBe('The same tattoo');
  expect(reasonWords({ ...own, words })).toBe('Same tattoo');
  expect(reasonWords({ ...own, words: null })).toBe('tattoo: same');
  await speak('es');
  expect(reasonWords({ ...own, words })).toBe('Mismo tatuaje');
  expect(reasonWords({ ...own, words: { en: 'Same tattoo' } })).toBe('Same tattoo');
});

test('a level without a bound of its own has that of the one before it', () => {
  const place = model.comparisons.find(({ name }) => name === 'place');
  const at = place?.levels.findIndex(({ name }) => name === 'far') ?? -1;
  expect(place && reasonOf(place, at)).toEqual({
    comparison: 'place',
    level: 'far',
    params: { meters: 1500 },
    words: null,
  });
  expect(place && reasonOf(place, 99)).toBeNull();
});
