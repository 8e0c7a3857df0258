import { expect, test } from 'vitest';
import { type Claims, claimsOf } from '#shared/link/claims.ts';
import { collect } from '#shared/link/collection.ts';
import { bestQuality } from '#shared/link/evaluate.ts';
import { learn } from '#shared/link/learn.ts';
import { linkAll } from '#shared/link/link.ts';
import type { Model } from '#shared/link/model.ts';
import { type Implausible, implausibility } from '#shared/link/plausibility.ts';
import { persons, shippedModel } from '../../helpers/link.ts';

const febrl = shippedModel('febrl');
const records = persons(600);

/**
 * Returns claims of this many sure pairs. Each pair has different records, but with `star`, all have the same first
 * record.
 */
const claims = (sure: number, more: { same?: number; star?: boolean; open?: number } = {}): Claims => ({
  same: more.same ?? sure,
  sure,
  steps: new Map(),
  open: more.open ?? null,
  surest: Array.from({ length: sure }, (_, i) => ({ a: more.star === true ? 0 : i, b: 1000 + i, weight: 9 })),
});
const files = (second: number | null) => ({ ids: Array.from({ length: 2000 }, (_, i) => String(i)), second });

const CASES: [Implausible | null, string, number | null, Claims, Claims][] = [
  ['too_many', 'nine pairs for each record of a file', null, claims(100, { same: 18_001 }), claims(100)],
  [null, 'eight pairs for each record of a file', null, claims(100, { same: 16_000 }), claims(100)],
  ['too_many', 'two pairs for each of the smaller of two files', 100, claims(100, { same: 200 }), claims(100)],
  ['far_more', 'four times as many sure pairs', null, claims(400), claims(100)],
  [null, 'three times as many sure pairs', null, claims(300), claims(100)],
  ['far_more', 'many sure pairs, where there were none', null, claims(61), claims(0)],
  [null, 'a few sure pairs, where there were none', null, claims(60), claims(0)],
  ['far_fewer', 'hardly one sure pair of a hundred left', null, claims(4), claims(100)],
  [null, 'fewer sure pairs, but not hardly any', null, claims(5), claims(100)],
  ['conflicts', 'one record with all partners of the other file', 1000, claims(100, { star: true }), claims(100)],
  [null, 'several partners, as before', 1000, claims(100, { star: true }), claims(100, { star: true })],
  ['open', 'more who are the same as a third one, but not each other', null, claims(100, { open: 0.3 }), claims(100)],
  [null, 'as many of them as before', null, claims(100, { open: 0.3 }), claims(100, { open: 0.25 })],
  [null, 'several partners within one file', null, claims(100, { star: true }), claims(100)],
];
test.each(CASES)('%s: %s', (wanted, _, second, now, before) => {
  expect(implausibility(files(second), now, before)).toBe(wanted);
});

test('claims are those of linking itself, with the frequencies of values and the rules of the hypotheses', () => {
  const collection = collect(febrl, records);
  const all = [...linkAll(collection)];
  const { sure, same } = claimsOf(collection, febrl);
  expect(sure).toBe(all.filter(({ probability }) => probability >= 0.95).length);
  expect(same).toBe(Math.round(all.reduce((sum, { probability }) => sum + probability, 0)));
});

/** The only columns that the models below compare. */
const few = ['given_name', 'surname', 'birth_date'];
const withFew = (prior: number): Model => ({
  ...febrl,
  hypotheses: febrl.hypotheses.map((one) => ({
    ...one,
    prior,
    m: Object.fromEntries(Object.entries(one.m).filter(([name]) => few.includes(name))),
  })),
});
/** This model is sure of some forty pairs, and any model learned from it is sure of many more. */
const doubtful = withFew(-16.2);

test('a model whose prior alone is wrong is sure of nothing, and learns all the same', () => {
  const { model, found } = learn(collect(withFew(-60), records));
  expect(found.kept).toBeNull();
  expect(found.sure?.before).toBeLessThan(20);
  expect(model.hypotheses[0]?.prior).toBeGreaterThan(-20);
});

test('where learning would be absurd whatever is kept, every weight stays as it was, and the reason says so', () => {
  const { model, found } = learn(collect(doubtful, records));
  expect(found.kept).toMatchObject({ what: 'weights', reason: 'far_more' });
  const plain = (one: Model) => one.hypotheses.map(({ m, prior }) => [m, prior]);
  expect(plain(model)).toEqual(plain(doubtful));
  expect(model.comparisons).toEqual(doubtful.comparisons);
});

test('where what was learned can be believed, nothing is kept', () => {
  const { model, found } = learn(collect(febrl, records));
  expect(found.kept).toBeNull();
  expect(model.hypotheses[0]?.m).not.toEqual(febrl.hypotheses[0]?.m);
});

test('training two files is never worse than not training', () => {
  const second = records.filter(({ id }) => id.endsWith('b'));
  const first = records.filter(({ id }) => id.endsWith('a'));
  const collection = collect(febrl, [...first, ...second], first.length);
  const f1 = (model: Model) => {
    const judged = Array.from(linkAll(collection, model), ({ a, b, probability, weight }) => {
      const same = collection.ids[a]?.slice(0, -1) === collection.ids[b]?.slice(0, -1);
      return { probability, weight, same };
    });
    return bestQuality(judged, second.length).f1;
  };
  for (const model of [febrl, doubtful])
    expect(f1(learn({ ...collection, model }).model)).toBeGreaterThanOrEqual(f1(model));
});
