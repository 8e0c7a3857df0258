import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpolate, isotonic } from '#shared/link/calibrate.ts';
import type { Features } from '#shared/link/features.ts';
import { createScorer } from '#shared/link/link.ts';
import { readModel } from '#shared/link/model.ts';
import { createReader, type Reader, type Row } from '#shared/link/records.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { shippedModel } from '../../helpers/link.ts';

const p2c = shippedModel('p2c');
/** A model whose counts for the e-mail address depend on the phone number, and those for the surname on the place. */
const dependent = readModel(
  JSON.stringify({
    ...p2c,
    comparisons: p2c.comparisons.map((one) => {
      if (one.name === 'email')
        return { ...one, given: { comparison: 'phone', level: 'near', counts: [0.1, 0.5, 0.3] } };
      if (one.name !== 'surname') return one;
      return { ...one, given: { comparison: 'place', level: 'meters_60', counts: [0.2, 0.4, 0.4, 1, 0] } };
    }),
  }),
);
/** A model that compares names as one set, and has a level for a phone number that only one record has. */
const bagged = readModel(
  JSON.stringify({
    ...p2c,
    comparisons: p2c.comparisons.map((one) => {
      if (one.name === 'phone')
        return {
          ...one,
          levels: [...one.levels.slice(0, 2), { name: 'none', when: { missing: true }, u: 0.1 }, one.levels[2]],
        };
      if (one.name !== 'surname') return one;
      const levels = [
        { name: 'same', when: { all: 1 }, u: 0.00002 },
        { name: 'alike', when: { all: 0.88 }, u: 0.0001 },
        { name: 'part', when: { part: 1 }, u: 0.001 },
        { name: 'near', when: { some: 1 }, u: 0.01 },
        { name: 'other', u: 0.98 },
      ];
      return { name: 'surname', kind: 'names', fields: ['family', 'given'], frequency: true, levels };
    }),
    hypotheses: p2c.hypotheses.map((one) =>
      one.m['phone'] === undefined ? one : { ...one, m: { ...one.m, phone: [0.7, 0.16, 0.1, 0.04] } },
    ),
  }),
);
const texts = (...some: string[]) => fc.constantFrom('', ...some);
const row: fc.Arbitrary<Row> = fc.record({
  given_name: texts('Maria', 'Mary', 'José', 'Bob', 'Robert', 'İnci', 'M'),
  family_name: texts('Garcia', 'Gracia', 'Maria', 'Ng', '王'),
  birth_date: texts('1980-02-03', '1980-03-02', '1980-02-13', '1955-12-01'),
  email: texts('a@example.org', 'ab@example.org', 'zed@example.net'),
  phone: texts('860-555-0100', '860-555-0101', '2905550134', '0000000000'),
  address: texts('12 Main St', '12 Main Street', '14 Main St', '900 Albany Ave'),
  unit: texts('2', 'Apt 2'),
  latitude: texts('41.7637', '41.7638', '41.79'),
  longitude: texts('-72.6851', '-72.6860', '-72.60'),
  from: texts('2026-05-01T10:00:00Z', '2026-05-01T12:30:00Z', '2026-06-11T10:00:00Z'),
  to: texts('2026-05-01T11:00:00Z', '2026-04-01T11:00:00Z'),
  kind: texts('larceny', 'vandalism'),
  offense: texts('larceny_other', 'larceny_from_vehicle', 'property_damage'),
  items: texts('phone|Apple|13|SN123456|80000', 'phone||||79900', 'bike|||;phone|Apple|13||', '|||', ';;'),
  narrative: texts('my bike was stolen from the porch', 'Someone took my bicycle off the porch last night', 'x'),
});
/** Packed and read back. */
const again = (reader: Reader, features: Features) => {
  const { head, rest } = reader.pack(features);
  return reader.unpack(head, () => rest);
};
const featuresOf = (one: Row, model = p2c) => {
  const reader = createReader(model);
  return reader.features(reader.values(one), noStatistics());
};

test.each([p2c, dependent, bagged])('the reasons for a pair always add up exactly to its weight (%#)', (model) => {
  const { weigher, reader, levels } = createScorer(model);
  let explained = 0;
  fc.assert(
    fc.property(row, row, (one, other) => {
      const two = { a: featuresOf(one, model), b: featuresOf(other, model) };
      reader.levels(two.a, two.b, levels);
      const found = weigher.explain(levels, two);
      if (found === null) return;
      explained += 1;
      expect(found.terms.reduce((sum, term) => sum + term.weight, 0)).toBe(found.weight);
      expect(found.terms.toReversed().reduce((sum, term) => sum + term.weight, 0)).toBe(found.weight);
      expect(found.probability).toBeGreaterThanOrEqual(0);
      expect(found.probability).toBeLessThanOrEqual(1);
      for (const term of found.terms) expect([term.comparison, term.level]).not.toContain('');
    }),
    { numRuns: 500 },
  );
  expect(explained).toBeGreaterThan(100);
});

test('a pair scores the same in either order, and the same after its features are packed and unpacked', () => {
  const { score, reader } = createScorer(p2c);
  fc.assert(
    fc.property(row, row, (one, other) => {
      const a = featuresOf(one);
      const b = featuresOf(other);
      const straight = score(a, b);
      expect(score(b, a)).toEqual(straight);
      expect(score(again(reader, a), again(reader, b))).toEqual(straight);
    }),
    { numRuns: 500 },
  );
});

test.each([p2c, dependent, bagged])(
  'scoring stops early only for pairs that would not have been shown (%#)',
  (model) => {
    const { score, shown } = createScorer(model);
    const seen = { shown: 0, left: 0 };
    fc.assert(
      fc.property(row, row, (one, other) => {
        const [a, b] = [featuresOf(one, model), featuresOf(other, model)];
        const whole = score(a, b);
        const wanted = whole !== null && whole.probability >= p2c.show ? whole : null;
        expect(shown(a, b)).toEqual(wanted);
        seen[wanted === null ? 'left' : 'shown'] += 1;
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.shown, seen.left)).toBeGreaterThan(20);
  },
);

const base: Row = {
  given_name: 'Maria', family_name: 'Garcia', birth_date: '1980-02-03', email: 'a@example.org', phone: '860-555-0100',
  address: '12 Main St', latitude: '41.77', longitude: '-72.67', from: '2026-05-01T10:00:00Z', to: '2026-05-01T11:00:00Z',
  kind: 'larceny', offense: 'larceny_other', items: 'bike|Trek|820||40000', narrative: 'my bike was stolen from the porch',
}; // biome-ignore format: a record
const judge = (other: Row) => {
  const { score } = createScorer(p2c);
  const found = score(featuresOf(base), featuresOf({ ...base, ...other }));
  return found && { ...found, name: p2c.hypotheses[found.hypothesis]?.name };
};

test('filed twice is the same person; seen by a neighbor is another; robbed again a month later is only related', () => {
  expect(judge({})).toMatchObject({ name: 'same_person' });
  expect(judge({})?.probability).toBeGreaterThan(0.95);
  const stranger = {
    given_name: 'Lee',
    family_name: 'Ng',
    birth_date: '1955-12-01',
    email: 'l@example.net',
    phone: '2905550134',
  };
  expect(judge(stranger)).toMatchObject({ name: 'other_person' });
  const another = {
    from: '2026-06-11T10:00:00Z',
    to: '2026-06-11T10:30:00Z',
    items: 'phone|Apple|13||80000',
    narrative: 'phone taken at the bus stop',
  };
  expect(judge(another)).toMatchObject({ name: 'related' });
  expect(judge({ ...stranger, ...another })?.probability ?? 0).toBeLessThan(0.05);
});

test('another first name and another birth date make another person, whatever a household shares', () => {
  expect(judge({ given_name: 'Luis', birth_date: '1977-10-21' })).toMatchObject({ name: 'other_person' });
  // A difference in only one of the two may be a nickname or a mistake.
  expect(judge({ given_name: 'Chita' })).toMatchObject({ name: 'same_person' });
  expect(judge({ birth_date: '1977-10-21' })).toMatchObject({ name: 'same_person' });
  expect(judge({ given_name: 'Luis', birth_date: '' })).toMatchObject({ name: 'same_person' });
});

test('the same plate in two narratives speaks for one incident, two plates against, and a plate that all name says little', () => {
  const { weigher, reader, levels } = createScorer(p2c);
  const plate = p2c.comparisons.findIndex((one) => one.name === 'plate');
  const weightsOf = (one: string, other: string, counted: string[]) => {
    const told = (plates: string) => reader.values({ narrative: `A gray van hit my car, plate ${plates}.` });
    const statistics = noStatistics();
    for (const plates of counted) reader.count(told(plates), statistics);
    const [a, b] = [one, other].map((plates) => reader.features(told(plates), statistics));
    if (a === undefined || b === undefined) throw new Error('two records');
    reader.levels(a, b, levels);
    return [0, 1].map((hypothesis) => weigher.parts({ hypothesis, weight: 0 }, levels, { a, b })[plate] ?? 0);
  };
  const many = Array.from({ length: 400 }, (_, i) => `AB-${10_000 + i}`);
  for (const weight of weightsOf('AB-12345', 'ab12345', many)) expect(weight).toBeGreaterThan(6);
  for (const weight of weightsOf('AB-12345', 'BV-54321', many)) expect(weight).toBeLessThan(-1);
  const common = Array.from({ length: 400 }, () => 'AB-12345');
  for (const weight of weightsOf('AB-12345', 'ab12345', common)) expect(weight).toBeLessThan(1);
});

test('a value that only one record has is a level of its own, if the model says so, and two that are missing are none', () => {
  const phone = bagged.comparisons.findIndex((one) => one.name === 'phone');
  const levelOf = (one: string, other: string) => {
    const { reader, levels } = createScorer(bagged);
    reader.levels(featuresOf({ phone: one }, bagged), featuresOf({ phone: other }, bagged), levels);
    return bagged.comparisons[phone]?.levels[levels[phone] ?? -1]?.name ?? null;
  };
  expect(levelOf('8605550100', '')).toBe('none');
  expect(levelOf('', '8605550100')).toBe('none');
  expect(levelOf('', '')).toBeNull();
  expect(levelOf('8605550100', '8605550100')).toBe('same');
  expect(levelOf('8605550100', '2905550134')).toBe('other');
});

test('evidence that another comparison has counted weighs only its share, where that one agrees', () => {
  const weightsOf = (model: typeof p2c, other: Row) => {
    const { reader, weigher, levels } = createScorer(model);
    const two = { a: featuresOf(base), b: featuresOf({ ...base, ...other }) };
    reader.levels(two.a, two.b, levels);
    return weigher.parts({ hypothesis: 0, weight: 0 }, levels, two);
  };
  const email = p2c.comparisons.findIndex((one) => one.name === 'email');
  const full = weightsOf(p2c, {})[email] ?? 0;
  expect(weightsOf(dependent, {})[email]).toBeCloseTo(full / 10, 2);
  expect(weightsOf(dependent, { phone: '2905550134' })[email]).toBe(full);
  expect(weightsOf(dependent, { phone: '' })[email]).toBe(full);
});

test('an interval with its ends swapped is the same interval', () => {
  expect(judge({ from: base['to'] ?? '', to: base['from'] ?? '' })).toEqual(judge({}));
});

test('isotonic calibration increases, and pools values that decrease', () => {
  const seen = [0, 1, 2, 3, 4, 5, 6, 7].map((weight) => ({ weight, same: [1, 4, 5, 6, 7].includes(weight) }));
  const curve = isotonic(seen, 0);
  expect(curve).toEqual([
    [0, 0],
    [2, 1 / 3],
    [5.5, 1],
  ]);
  expect(interpolate(curve, 1)).toBeCloseTo(1 / 6);
  expect(interpolate(curve, -9)).toBe(0);
  expect(interpolate(curve, 99)).toBe(1);
});
