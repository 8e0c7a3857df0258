import { expect, test } from 'vitest';
import { createBlocker } from '#shared/link/blocking.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { createReader } from '#shared/link/records.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { aReport } from '../../helpers/builders.ts';
import { shippedModel } from '../../helpers/link.ts';

const p2c = shippedModel('p2c');
const { keysByRule } = createBlocker(p2c, [12, 34]);
const { values } = createReader(p2c);
const rule = p2c.blocking.findIndex(({ name }) => name === 'place_and_days');
/** Returns the prefixes of the keys. Keys on the same page of the index share a prefix. */
const startsOf = (keys: readonly number[] = []) => new Set(keys.map((key) => Math.floor(key / 2 ** 28)));

const keysAt = (lat: number, day: number) => {
  const from = new Date(Date.UTC(2026, 2, day, 9)).toISOString();
  const report = aReport({ facts: { where: { point: { lat, lon: -72.6852 } }, when: { from, to: from } } });
  return keysByRule(values(rowOfReport(report)), noStatistics())[rule] ?? [];
};

test('the keys of one place and time are in few places of the index, whatever the place', () => {
  const starts = Array.from({ length: 40 }, (_, i) => keysAt(41.7 + i / 400, 1 + i));
  const mean = starts.reduce((sum, keys) => sum + startsOf(keys).size, 0) / starts.length;
  expect(new Set(starts.map(({ length }) => length))).toEqual(new Set([8]));
  expect(mean).toBeLessThan(2);
});

test('places and times far apart are in different places of the index', () => {
  const starts = [keysAt(41.71, 1), keysAt(41.79, 1), keysAt(41.71, 300)].flatMap((keys) => Array.from(startsOf(keys)));
  expect(new Set(starts).size).toBe(starts.length);
});
