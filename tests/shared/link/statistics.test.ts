import { expect, test } from 'vitest';
import { count, countKey, forgetRarest, inverseFrequency, noStatistics } from '#shared/link/statistics.ts';

const MOST = 1_000;
const counted = (...narratives: readonly (readonly string[])[]) => {
  const statistics = noStatistics();
  for (const words of narratives) {
    count(
      statistics,
      'narrative',
      words.map((word) => countKey('narrative', word)),
    );
    forgetRarest(statistics, MOST);
  }
  return statistics;
};

test('the number of counts stays bounded however many words are made up, and common words stay common', () => {
  const said = Array.from({ length: 200 }, (_, nth) => {
    const madeUp = Array.from({ length: 100 }, (_, at) => `w${nth}x${at}`);
    return ['bicycle', ...(nth % 2 === 0 ? ['garage'] : []), ...madeUp];
  });
  const statistics = counted(...said);
  expect(statistics.counts.size).toBeLessThanOrEqual(MOST);
  expect(statistics.counts.get(countKey('narrative', 'bicycle'))).toBe(200);
  expect(statistics.counts.get(countKey('narrative', 'garage'))).toBe(100);
  const weight = inverseFrequency(statistics, 'narrative');
  expect(weight(countKey('narrative', 'bicycle'))).toBeLessThan(weight(countKey('narrative', 'w0x0')));
});

test('many words with equal counts do not keep pruning from finishing', () => {
  const words = Array.from({ length: MOST + 1 }, (_, at) => `word${at}`);
  expect(counted(words, words, words, words).counts.size).toBeLessThanOrEqual(MOST);
});

test('all words are kept if there are few enough', () => {
  expect(counted(['one', 'two'], ['two']).counts.size).toBe(2);
});
