import { expect, test } from 'vitest';
import { createBlocker } from '#shared/link/blocking.ts';
import { candidates, collect } from '#shared/link/collection.ts';
import { createScorer } from '#shared/link/link.ts';
import { createReader, type Row } from '#shared/link/records.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { shippedModel } from '../../helpers/link.ts';

const p2c = shippedModel('p2c');
const reader = createReader(p2c);
const blocker = createBlocker(p2c);
const keysOf = (row: Row) => blocker.keys(reader.values(row), noStatistics());
const levelsOf = (one: Row, other: Row) => {
  const { levels, reader: own } = createScorer(p2c);
  const read = (row: Row) => {
    const { head, rest } = own.pack(own.features(own.values(row), noStatistics()));
    return own.unpack(head, () => rest);
  };
  own.levels(read(one), read(other), levels);
  return Object.fromEntries(p2c.comparisons.map((comparison, i) => [comparison.name, levels[i]]));
};

test('an empty or placeholder value brings no candidates and has no weight', () => {
  const nothing: Row = {
    given_name: '',
    family_name: '  ',
    birth_date: '1900-01-01',
    email: 'none',
    phone: '000-000-0000',
    address: '',
    latitude: '41.7658',
    longitude: '-72.6734',
    from: 'yesterday',
    items: '|||;|||',
    narrative: '',
  };
  expect(keysOf(nothing)).toEqual([]);
  expect(new Set(Object.values(levelsOf(nothing, nothing)))).toEqual(new Set([-1]));
});

test('for ten thousand reports with one phone number, point and hour, the number of pairs stays bounded', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({
    id: String(i),
    row: {
      given_name: `p${i}`,
      family_name: `q${i * 7}`,
      phone: '860-555-0142',
      latitude: '41.7561',
      longitude: '-72.6889',
      from: '2026-03-01T10:00:00Z',
      narrative: `Thing ${i} was taken by ${i * 31} at ${i * 17}`,
    },
  }));
  const pairs = (count: number) => {
    let found = 0;
    for (const [, earlier] of candidates(collect(p2c, rows.slice(0, count)))) found += earlier.length;
    return found;
  };
  expect(pairs(40)).toBe((40 * 39) / 2);
  expect(pairs(10_000)).toBeLessThan(10_000);
});

test('a ten-megabyte field makes no more keys and bytes than a long text does', () => {
  const words = Array.from({ length: 60_000 }, (_, i) => `word${i % 50_000}`).join(' ');
  const long = words.repeat(Math.ceil(10_000_000 / words.length));
  const row: Row = {
    given_name: long,
    family_name: long,
    email: `${long}@x`,
    address: long,
    items: long,
    narrative: long,
  };
  expect(keysOf(row).length).toBeLessThan(64);
  const { head, rest } = reader.pack(reader.features(reader.values(row), noStatistics()));
  expect(head.length).toBeLessThan(4000);
  expect(rest.length).toBeLessThan(10_000);
  expect(levelsOf(row, row)).toMatchObject({ surname: 0, place: 0, narrative: 0 });
});

test('a name in any script still matches itself after packing, and no other name', () => {
  const named = (given_name: string, family_name: string): Row => ({ given_name, family_name });
  expect(levelsOf(named('İnci', 'Peña'), named('INCI', 'pena'))).toMatchObject({ surname: 0, given_name: 0 });
  expect(levelsOf(named('小明', '王'), named('小明', '王'))).toMatchObject({ surname: 0, given_name: 0 });
  const last = p2c.comparisons.map((one) => one.levels.length - 1);
  expect(levelsOf(named('小明', '王'), named('大伟', '李'))).toMatchObject({ surname: last[0], given_name: last[1] });
  expect(keysOf(named('小明', '王'))).toEqual(keysOf(named(' 小明', '王 ')));
});
