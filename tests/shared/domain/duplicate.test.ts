import { expect, test } from 'vitest';
import { compareByRelevance, type Duplicate, leading, sortWithPrimaries } from '#shared/domain/duplicate.ts';

type One = Pick<Duplicate, 'hypothesis' | 'state' | 'probability'>;
const one = (state: One['state'], hypothesis: One['hypothesis'] = 'same_person', probability = 0.9): One => ({
  state,
  hypothesis,
  probability,
});

test('linked reports come first, then likely duplicates, then related reports, then dismissed ones', () => {
  const mixed = [
    one('not_same'),
    one('suggested', 'related'),
    one('related'),
    one('suggested'),
    one('suggested', 'other_person'),
    one('same', 'related'),
  ];
  expect(mixed.toSorted(compareByRelevance)).toEqual([
    one('same', 'related'),
    one('suggested'),
    one('suggested', 'other_person'),
    one('suggested', 'related'),
    one('related'),
    one('not_same'),
  ]);
});

test('the one to review first is a likely duplicate that is still undecided, otherwise the first in the list', () => {
  const undecided = one('suggested');
  expect(leading([one('same'), undecided, one('suggested', 'related')])).toBe(undecided);
  const decided = one('same');
  expect(leading([decided, one('suggested', 'related'), one('not_same')])).toBe(decided);
  expect(leading([])).toBeUndefined();
});

test('possible duplicates are in the order of their chance, whatever they weigh', () => {
  const [likely, less] = [one('suggested', 'other_person', 0.997), one('suggested', 'same_person', 0.7)];
  const related = one('suggested', 'related', 0.999);
  expect([related, less, likely].toSorted(compareByRelevance)).toEqual([likely, less, related]);
});

test('the reports of one incident stay together, the primary first, at the place of the likeliest', () => {
  const number = (trackingNumber: string, primaryNumber: string, probability: number, stays = true) => ({
    ...one('suggested', 'same_person', probability),
    trackingNumber,
    primaryNumber,
    stays,
  });
  const all = [number('C', 'C', 0.8), number('P', 'P', 0.6), number('D', 'P', 0.99), number('Z', 'Z', 0.9, false)];
  expect(sortWithPrimaries(all).map(({ trackingNumber }) => trackingNumber)).toEqual(['P', 'D', 'Z', 'C']);
});
