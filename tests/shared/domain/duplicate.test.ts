import { expect, test } from 'vitest';
import { compareByRelevance, type Duplicate, leading } from '#shared/domain/duplicate.ts';

type One = Pick<Duplicate, 'hypothesis' | 'state'>;
const one = (state: One['state'], hypothesis: One['hypothesis'] = 'same_person'): One => ({ state, hypothesis });

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
