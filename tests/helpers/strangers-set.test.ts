import { expect, test } from 'vitest';
import { report } from '#shared/domain/report.ts';
import { isInOrder } from '#shared/domain/timeframe.ts';
import { SEEDS, strangersSet } from '../bench/strangers-set/strangers-set.ts';

const COUNT = 500;

test.each(['OPEN', 'KEPT'] as const)('every report of %s is one that the server could send', (name) => {
  const { reports, truth } = strangersSet(SEEDS[name], COUNT);
  // Only numbers, so that a failure doesn't show a report of the set that nobody may look at.
  const faults = reports.filter(
    (one) => !report.safeParse(one).success || !isInOrder(one.facts.when) || one.facts.when.to > one.receivedAt,
  );
  expect(faults).toHaveLength(0);
  expect(reports).toHaveLength(COUNT);
  expect(truth.incidents.flatMap((one) => one.reports).sort()).toEqual(reports.map(({ id }) => id).sort());
});

test('a seed always makes the same set, and another seed another', () => {
  const texts = (seed: number) => JSON.stringify(strangersSet(seed, COUNT));
  expect(texts(SEEDS.OPEN)).toBe(texts(SEEDS.OPEN));
  expect(texts(SEEDS.OPEN)).not.toBe(texts(SEEDS.OPEN + 1));
});
