import { expect, test } from 'vitest';
import { collect } from '#shared/link/collection.ts';
import { type Model, modelSchema } from '#shared/link/model.ts';
import { rankOlder } from '#shared/link/rank.ts';

/** The same person gives the same name and phone number in any report; only the bicycle tells the incidents apart. */
const model: Model = modelSchema.parse({
  format: 1,
  name: 'two',
  version: '1',
  id: 'id',
  fields: ['who', 'what'].map((name) => ({ name, columns: [name], normalize: 'raw' })),
  comparisons: ['who', 'what'].map((name) => ({
    name,
    kind: 'string',
    fields: [name],
    levels: [
      { name: 'same', when: { equal: true }, u: 0.0001 },
      { name: 'other', u: 0.9999 },
    ],
  })),
  hypotheses: [
    { name: 'witness', prior: -6, m: { what: [0.95, 0.05] } },
    { name: 'another', duplicate: false, prior: -2, m: { who: [0.999, 0.001], what: [0.001, 0.999] } },
  ],
});

test('a true pair is ranked above another incident of the same person, although that weighs more', () => {
  const rows = [
    { id: 'witness', row: { who: 'ana', what: 'red' } },
    { id: 'other', row: { who: 'bea', what: 'blue' } },
    { id: 'asked', row: { who: 'bea', what: 'red' } },
  ];
  const [ranked] = [...rankOlder(collect(model, rows), 2)];
  const [first, second] = ranked?.found ?? [];
  expect([first?.other, second?.other]).toEqual([0, 1]);
  expect([first?.duplicate, second?.duplicate]).toEqual([true, false]);
  expect(second?.weight).toBeGreaterThan(first?.weight ?? 0);
});
