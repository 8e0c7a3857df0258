import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBlocker } from '#shared/link/blocking.ts';
import { candidates, collect } from '#shared/link/collection.ts';
import { bestQuality, qualityAt } from '#shared/link/evaluate.ts';
import { fitLabels } from '#shared/link/fit.ts';
import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import { modelSchema } from '#shared/link/model.ts';
import { rankOlder, rankQuality } from '#shared/link/rank.ts';
import { createReader } from '#shared/link/records.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { truthClusters } from '#shared/link/truth.ts';
import { families, persons, shippedModel } from '../../helpers/link.ts';

const febrl = shippedModel('febrl');
const records = persons(600);
const collection = collect(febrl, records);
/** A model for families, with towns in three levels. */
const familyModel = modelSchema.parse({
  format: 1,
  name: 'families',
  version: '1',
  id: 'id',
  fields: ['first_name', 'last_name', 'address', 'town', 'zip', 'phone', 'birth_date'].map((name) => ({
    name,
    columns: [name],
    normalize: 'text',
  })),
  comparisons: ['first_name', 'last_name', 'address', 'town', 'zip', 'phone', 'birth_date'].map((name) => ({
    name,
    kind: 'string',
    fields: [name],
    levels: [
      { name: 'same', when: { equal: true }, u: 0.01 },
      { name: 'alike', when: { jaroWinkler: 0.9 }, u: 0.02 },
      { name: 'near', when: { jaroWinkler: 0.75 }, u: 0.05 },
      { name: 'other', u: 0.92 },
    ],
  })),
  hypotheses: [
    {
      name: 'same',
      prior: -11,
      m: Object.fromEntries(
        ['first_name', 'last_name', 'address', 'town', 'zip', 'phone', 'birth_date'].map((name) => [
          name,
          [0.8, 0.08, 0.05, 0.07],
        ]),
      ),
    },
  ],
});
const truths = 200;
const judged = (model = febrl) =>
  [...linkAll(collection, model)].map((pair) => ({
    probability: pair.probability,
    weight: pair.weight,
    same: records[pair.a]?.person === records[pair.b]?.person,
  }));

test('people with typos in their records are found without any labels', () => {
  const best = bestQuality(judged(learn(collection).model), truths);
  expect(best.f1).toBeGreaterThan(0.98);
});

test('training estimates u from random pairs, and a prior close to the share of true pairs', () => {
  const learned = learn(collection).model;
  const pairs = (records.length * (records.length - 1)) / 2;
  expect(learned.hypotheses[0]?.prior).toBeGreaterThan(Math.log2(truths / pairs) - 1);
  expect(learned.hypotheses[0]?.prior).toBeLessThan(Math.log2(truths / pairs) + 1);
  const surname = learned.comparisons.find((one) => one.name === 'surname');
  // In these records, one random pair in twenty has the same family name; in the shipped model, one in five hundred.
  expect(surname?.levels[0]?.u).toBeGreaterThan(0.03);
  expect(surname?.levels[0]?.u).toBeLessThan(0.07);
});

/**
 * In these records, most people live in one town, and a few misspell it. This puts the levels of a model out of order.
 */
const crowded = families(250).map(({ id, person, row }, i) => {
  const town = i % 10 > 0 ? 'hartford' : i % 20 === 0 ? 'hartfrod' : (row['town'] ?? '');
  return { id, person, row: Object.assign({}, row, { town }) };
});

test('no level of what was learned weighs more than one listed before it, also where less of it counts', () => {
  for (const [model, rows] of [
    [febrl, records],
    [familyModel, families(250)],
    [familyModel, crowded],
  ] as const) {
    const { model: learned } = learn(collect(model, rows));
    if (rows !== records) expect(learned.comparisons.some((one) => one.given !== undefined)).toBe(true);
    for (const { name, levels, given } of learned.comparisons) {
      const ratio = (level: number) =>
        Math.log2((learned.hypotheses[0]?.m[name]?.[level] ?? 0) / (levels[level]?.u ?? 1));
      for (const counts of [levels.map(() => 1), given?.counts ?? levels.map(() => 1)]) {
        const weights = levels.map((_, level) => ratio(level) * (counts[level] ?? 1));
        for (let at = 1; at < weights.length; at++)
          expect(weights[at], `${name} ${weights.join(' ')}`).toBeLessThanOrEqual((weights[at - 1] ?? 0) + 1e-6);
      }
    }
  }
});

test('training leaves a model of several hypotheses with fitted curves as it is, and says why', () => {
  const p2c = shippedModel('p2c');
  const rows = records.map(({ id, row }) => ({
    id,
    row: { given_name: row['given_name'], family_name: row['surname'], address: row['address_1'], kind: 'larceny' },
  }));
  const { model, found } = learn(collect(p2c, rows));
  expect(model).toEqual(p2c);
  expect(found.kept).toMatchObject({ what: 'weights', reason: 'fitted' });
  // A model without calibration curves has none fitted to officers' decisions, so there is nothing to keep.
  const bare = { ...p2c, hypotheses: p2c.hypotheses.map((one) => Object.assign({}, one, { calibration: [] })) };
  expect(learn(collect(bare, rows)).found.kept?.reason).not.toBe('fitted');
});

test('a few human decisions move a weight a little, and many move it a lot', () => {
  const label = (count: number) => Array.from({ length: count }, () => ({ a: 0, b: 1, hypothesis: 'same' as const }));
  const share = (count: number) => {
    // Records 0 and 1 are the same person; agreement on any of their fields becomes more likely.
    const level = fitLabels(febrl, collection, label(count)).hypotheses[0]?.m['suburb']?.[0] ?? 0;
    return level - (febrl.hypotheses[0]?.m['suburb']?.[0] ?? 0);
  };
  expect(share(1)).toBeGreaterThan(0);
  expect(share(1)).toBeLessThan(0.02);
  expect(share(500)).toBeGreaterThan(0.15);
});

test('decisions that contradict each other never make a level weigh more than a better one', () => {
  // All pairs that officers decided were one person live in different suburbs, and most have another name.
  const labels = Array.from({ length: 300 }, (_, i) => ({ a: i, b: (i * 7 + 1) % 300, hypothesis: 'same' }));
  const fitted = fitLabels(febrl, collection, labels);
  for (const { name, levels } of fitted.comparisons) {
    const weights = levels.map(({ u }, i) => Math.log2((fitted.hypotheses[0]?.m[name]?.[i] ?? 0) / u));
    for (let i = 1; i < weights.length; i++)
      expect(weights[i], `${name} ${weights.join(' ')}`).toBeLessThanOrEqual((weights[i - 1] ?? 0) + 1e-6);
  }
});

test('points closer than the cell distance always share a key, and so do instants closer than the span', () => {
  const model = shippedModel('boston311');
  const only = {
    ...model,
    blocking: [{ name: 'cell', most: 64, key: [{ field: 'point', as: 'cell' as const, meters: 300 }] }],
  };
  const { keys } = createBlocker(only);
  const { values } = createReader(only);
  fc.assert(
    fc.property(
      fc.double({ min: 41.01, max: 41.99, noNaN: true }),
      fc.double({ min: -73, max: -72, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      (lat, lon, angle) => {
        const meters = 210;
        const other = {
          latitude: String(lat + (Math.sin(angle) * meters) / 111_195),
          longitude: String(lon + (Math.cos(angle) * meters) / 111_195 / Math.cos((lat * Math.PI) / 180)),
        };
        const own = keys(values({ latitude: String(lat), longitude: String(lon) }), noStatistics());
        const theirs = keys(values(other), noStatistics());
        // Skips points on different sides of a half degree, where one-degree bands meet and a cell ends.
        fc.pre(Math.round(lat) === Math.round(Number(other.latitude)));
        expect(own.some((key) => theirs.includes(key))).toBe(true);
      },
    ),
  );
});

test('a key shared by too many brings no candidates, so ten thousand records with one number stay fast', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => ({
    id: String(i),
    row: { soc_sec_id: '1234567', given_name: `p${i}`, surname: `q${i * 7}`, date_of_birth: `19${10 + (i % 80)}0101` },
  }));
  let pairs = 0;
  for (const [, earlier] of candidates(collect(febrl, many))) pairs += earlier.length;
  expect(pairs).toBeLessThan(200 * many.length);
});

test('precision, recall and F1 match their definitions', () => {
  const pairs = [
    { probability: 0.99, weight: 9, same: true },
    { probability: 0.9, weight: 5, same: false },
    { probability: 0.6, weight: 2, same: true },
    { probability: 0.2, weight: -2, same: false },
  ];
  expect(qualityAt(pairs, 4, 0.5)).toMatchObject({ found: 3, precision: 2 / 3, recall: 0.5 });
  expect(bestQuality(pairs, 4).f1).toBeCloseTo(4 / 7);
  expect(bestQuality([], 3).f1).toBe(0);
});

test('a ranking sees only older records, and treats two duplicates of a third as belonging together', () => {
  const rows = persons(30).map(({ person, row }, i) => ({ id: String(i), person, row }));
  const small = collect({ ...febrl, blocking: [] }, rows);
  const pairs = rows.flatMap((one, i) =>
    rows.slice(i + 1).flatMap((other): [string, string][] => (one.person === other.person ? [[one.id, other.id]] : [])),
  );
  const truth = truthClusters(small.ids, pairs);
  expect(truth.size).toBe(10);
  const rankings = [...rankOlder(small, 0)];
  for (const { query, found } of rankings) for (const one of found) expect(one.other).toBeLessThan(query);
  expect(rankQuality(rankings, rows.length, truth, 0.5)).toMatchObject({ withTruth: 10, hit1: 1, hit5: 1 });
  const chain = truthClusters(
    ['a', 'b', 'c', 'd'],
    [
      ['a', 'b'],
      ['c', 'b'],
      ['x', 'd'],
    ],
    2,
  );
  expect(chain).toEqual(new Map([[2, new Set([0, 1])]]));
});
