import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whereInJson, whereNotJson } from '#shared/link/json-position.ts';
import { type Model, readModel } from '#shared/link/model.ts';
import { shippedModel } from '../../helpers/link.ts';

const SHIPPED = readdirSync(new URL('../../../resources/link/', import.meta.url)).map((one) =>
  one.replace('.json', ''),
);

test.each(SHIPPED)(
  '%s: no level outweighs a better one, and none speaks for a pair that is at the last one',
  (name) => {
    const model = shippedModel(name);
    for (const { name: hypothesis, m } of model.hypotheses.filter((one) => one.duplicate))
      for (const { name: comparison, levels } of model.comparisons) {
        const shares = m[comparison];
        if (shares === undefined) continue;
        const weights = levels.map(({ u }, i) => Math.log2((shares[i] ?? 0) / u));
        const told = `${hypothesis} ${comparison}: ${weights.map((one) => one.toFixed(2)).join(', ')}`;
        for (let i = 1; i < weights.length; i++)
          expect(weights[i], told).toBeLessThanOrEqual((weights[i - 1] ?? 0) + 0.01);
        expect(weights.at(-1), told).toBeLessThanOrEqual(0);
      }
  },
);

test('every shipped model is valid, and its u and each m add up to one', () => {
  expect(SHIPPED.length).toBeGreaterThanOrEqual(5);
  for (const model of SHIPPED.map(shippedModel)) {
    for (const one of model.comparisons) {
      expect(
        one.levels.reduce((sum, level) => sum + level.u, 0),
        `${model.name} ${one.name}`,
      ).toBeCloseTo(1, 1);
      for (const hypothesis of model.hypotheses) {
        const m = hypothesis.m[one.name];
        if (m !== undefined)
          expect(
            m.reduce((sum, share) => sum + share, 0),
            `${model.name} ${one.name}`,
          ).toBeCloseTo(1, 1);
      }
    }
    for (const { calibration } of model.hypotheses)
      for (const [i, [weight, probability]] of calibration.entries()) {
        expect(weight).toBeGreaterThan(calibration[i - 1]?.[0] ?? Number.NEGATIVE_INFINITY);
        expect(probability).toBeGreaterThanOrEqual(calibration[i - 1]?.[1] ?? 0);
      }
  }
});

test('an error in a file is reported with line and column', () => {
  expect(() => readModel('{\n  "format": 1,\n  "name": oops\n}')).toThrow('line 3, column 11: this is not JSON');
  expect(() => readModel('[1, 2,]')).toThrow('line 1, column 7');
  expect(() => readModel('{"a": 1} x')).toThrow('line 1, column 10');
  fc.assert(fc.property(fc.json(), (text) => whereNotJson(text) === null));
  fc.assert(fc.property(fc.string(), (text) => (whereNotJson(text) === null) === parses(text)));
});

test("a value's position in a JSON text is found, and for a missing value the position of its parent", () => {
  const text = '{\n  "a": [1, {"b\\"": 2,\n "c": "x"}]\n}';
  expect(whereInJson(text, ['a', 1, 'c'])).toEqual({ line: 3, column: 7 });
  expect(whereInJson(text, ['a', 1, 'b"'])).toEqual({ line: 2, column: 20 });
  expect(whereInJson(text, ['a', 1, 'd'])).toEqual({ line: 2, column: 12 });
  expect(whereInJson(text, [])).toEqual({ line: 1, column: 1 });
});

test('an invalid model is reported with the path of the error', () => {
  const broken = (change: (model: Model) => void) => {
    const model = structuredClone(shippedModel('restaurants'));
    change(model);
    return () => readModel(JSON.stringify(model));
  };
  expect(broken((m) => void m.comparisons[0]?.fields.push('nowhere'))).toThrow(
    'comparisons.0.fields: there is no field "nowhere"',
  );
  expect(broken((m) => void m.hypotheses[0]?.m['city']?.pop())).toThrow(
    'hypotheses.0.m.city: has 2 numbers for 3 levels',
  );
  const [first, second] = shippedModel('restaurants').comparisons;
  const given = (m: Model, at: number, on: typeof first) => {
    const { levels, name } = on ?? { levels: [], name: '' };
    const own = m.comparisons[at];
    if (own !== undefined)
      own.given = { comparison: name, level: levels[0]?.name ?? '', counts: own.levels.map(() => 1) };
  };
  const circle = (m: Model) => {
    given(m, 0, second);
    given(m, 1, first);
  };
  const nobody = { comparison: 'name', level: 'nobody' };
  expect(broken((m) => void m.hypotheses[0]?.unless.push(nobody))).toThrow('hypotheses.0.unless.0: there is no level');
  expect(broken(circle)).toThrow('comparisons.0.given: depends on itself');
  expect(broken((m) => given(m, 0, undefined))).toThrow('comparisons.0.given: there is no level');
  expect(broken((m) => void m.training.push('nothing'))).toThrow('training.2: there is no blocking rule "nothing"');
  expect(broken((m) => void Object.assign(m, { show: 7 }))).toThrow(/^line 1, column \d+: show: /);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
