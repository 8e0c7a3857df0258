import { expect, test } from 'vitest';
import { gathersFirst } from '#electron/worker/db/gathers-first.ts';

/** Of a million reports, so many may be shown and so many have the words; what is counted, and how far. */
function chosen(allowed: number, hits: number, isKnown: boolean) {
  const counted = { allowed: 0, hits: 0 };
  const upTo = (which: keyof typeof counted, all: number) => (most: number) => {
    counted[which] = Math.min(all, most);
    return counted[which];
  };
  const known = isKnown ? allowed : null;
  const gathers = gathersFirst({
    last: 1_000_000,
    known,
    allowedUpTo: upTo('allowed', allowed),
    hitsUpTo: upTo('hits', hits),
  });
  return { gathers, ...counted };
}

test.each([
  ['few reports, whose words are everywhere', 2000, 650_000, true],
  ['few reports and a word that is not quite so rare', 2000, 600, true],
  ['many reports, and a word of nearly all', 150_000, 650_000, true],
  ['few hits, which are soon looked at', 2000, 400, false],
  ['many reports and few hits: an index of the many is longer', 150_000, 9000, false],
  ['most reports: the first hits are soon among them', 700_000, 650_000, false],
])('%s', (_, allowed, hits, expected) => {
  expect(chosen(allowed, hits, true).gathers).toBe(expected);
  expect(chosen(allowed, hits, false).gathers).toBe(expected);
});

test('nothing is counted for longer than its answer is worth', () => {
  expect(chosen(700_000, 650_000, true)).toMatchObject({ hits: 0, allowed: 0 });
  expect(chosen(2000, 650_000, true)).toMatchObject({ hits: 501, allowed: 0 });
  // 8 rows of an index for each hit that need not be looked at.
  expect(chosen(700_000, 9000, false)).toMatchObject({ hits: 9000, allowed: 72_001 });
  expect(chosen(700_000, 400, false)).toMatchObject({ hits: 400, allowed: 0 });
});
