import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createComparator } from '#shared/link/comparators/index.ts';
import { Packer, Unpacker } from '#shared/link/pack.ts';
import { count, noStatistics } from '#shared/link/statistics.ts';

const LEVELS = ['same', 'alike', 'part', 'one', 'other'] as const;
const names = createComparator({
  name: 'names',
  kind: 'names',
  fields: ['given', 'family'],
  frequency: true,
  synonyms: [['robert', 'bob']],
  levels: [
    { name: 'same', when: { all: 1 }, u: 0.001 },
    { name: 'alike', when: { all: 0.88 }, u: 0.001 },
    { name: 'part', when: { part: 1 }, u: 0.001 },
    { name: 'one', when: { some: 1 }, u: 0.01 },
    { name: 'other', u: 0.9 },
  ],
});
const read = (...values: string[]) => names.prepare(values, noStatistics());
const levelOf = (a: string[], b: string[]) => LEVELS[names.level(read(...a), read(...b))];

test.each([
  ['exchanged', ['ana', 'lopez'], ['lopez', 'ana'], 'same'],
  ['written as one', ['mary ann', 'smith'], ['maryann', 'smith'], 'same'],
  ['written as one on the other side', ['maryann', 'smith'], ['smith', 'mary ann'], 'same'],
  ['both in one column', ['ana lopez', ''], ['ana', 'lopez'], 'same'],
  ['exchanged, with a typo', ['ana', 'martinez'], ['martines', 'ana'], 'alike'],
  ['an initial', ['r', 'lopez'], ['rosa', 'lopez'], 'alike'],
  ['a nickname', ['bob', 'lopez'], ['robert', 'lopez'], 'alike'],
  ['one missing', ['', 'lopez'], ['ana', 'lopez'], 'part'],
  ['two last names', ['ana', 'lopez garcia'], ['ana', 'lopez'], 'part'],
  ['only the last name', ['ana', 'lopez'], ['luis', 'lopez'], 'one'],
  ['nothing', ['ana', 'lopez'], ['john', 'smith'], 'other'],
])('names are compared as one set: %s', (_, a, b, level) => {
  expect(levelOf(a, b)).toBe(level);
});

test('rare names that two records share weigh more than common ones', () => {
  const statistics = noStatistics();
  for (let i = 0; i < 500; i++) {
    const counted = names.counted([i % 2 === 0 ? 'john' : 'mary', i === 7 ? 'qwaxy' : i === 8 ? 'zub' : 'smith']) ?? [];
    count(statistics, 'names', counted);
  }
  const bits = (a: string[], b: string[]) => {
    const [one, other] = [names.prepare(a, statistics), names.prepare(b, statistics)];
    return names.rarity(one, other, names.level(one, other));
  };
  const common = bits(['john', 'qwaxy'], ['john', 'zub']);
  const rare = bits(['john', 'qwaxy'], ['mary', 'qwaxy']);
  expect(rare).toBeGreaterThan(common + 5);
  expect(bits(['john', 'qwaxy'], ['qwaxy', 'john'])).toBeGreaterThan(rare);
  // If names differ by a typo, their weight depends on how often random names are alike, and not on how rare they are.
  expect(bits(['john', 'martinez'], ['john', 'martines'])).toBeNaN();
});

test('the order of the columns, of the records and a way through the store change nothing', () => {
  const name = fc.constantFrom('ana', 'anna', 'lopez', 'lopes', 'mary', 'ann', 'maryann', 'j', 'juan', 'smith', '');
  const packed = (feature: unknown) => {
    const packer = new Packer();
    names.pack(feature, packer);
    return names.unpack(new Unpacker().open(packer.take(), 0));
  };
  fc.assert(
    fc.property(name, name, name, name, (a, b, c, d) => {
      const [one, other] = [read(a, b), read(c, d)];
      if (one === null || other === null) return;
      const level = names.level(one, other);
      expect(names.level(other, one)).toBe(level);
      expect(names.level(read(a, b), read(d, c))).toBe(level);
      expect(names.level(packed(one), packed(other))).toBe(level);
    }),
  );
});
