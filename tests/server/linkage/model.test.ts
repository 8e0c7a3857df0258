import { expect, test } from 'vitest';
import { keysOf, p2cModel } from '#server/linkage/model.ts';
import { ruleOf } from '#shared/link/blocking.ts';
import { collect } from '#shared/link/collection.ts';
import { createScorer, linkAll } from '#shared/link/link.ts';
import { rowOfReport } from '#shared/link/p2c.ts';
import { noStatistics } from '#shared/link/statistics.ts';
import { aReport } from '../../helpers/builders.ts';

const HOW =
  'A man in a green hoodie broke the rear window of the white Corolla with plate AB12345 and took the stroller.';
type Told = { address: string; point: { lat: number; lon: number } | null; how?: string; days?: number };
/** Reports of a broken window, by different people. */
const told = (serial: number, { address, point, how = HOW, days = 0 }: Told) =>
  aReport({
    serial,
    kind: 'vandalism',
    offenseCode: 'property_damage',
    facts: {
      who: {
        givenName: ['Ana', 'Lee'][serial % 2] ?? '',
        familyName: ['Soto', 'Okafor'][serial % 2] ?? '',
        birthDate: ['1971-10-30', '1988-04-12'][serial % 2] ?? '',
        phone: `860-555-01${40 + serial * 7}`,
        email: `person${serial}@example.org`,
        address: ['9 Elm Street, Hartford, CT', '41 Park Street, Hartford, CT'][serial % 2] ?? '',
      },
      where: { address, unit: null, point },
      when: { from: `2026-03-0${1 + days}T22:00:00.000Z`, to: `2026-03-0${1 + days}T22:30:00.000Z` },
      how,
      items: [],
    },
  });
const sharedRules = (a: ReturnType<typeof told>, b: ReturnType<typeof told>) => {
  const keys = new Set(keysOf(a).map(({ key }) => key));
  return keysOf(b).flatMap(({ key }) => (keys.has(key) ? [p2cModel.blocking[ruleOf(key)]?.name] : []));
};
const here = { lat: 41.7561, lon: -72.6889 };
const far = { lat: 41.7829, lon: -72.6634 };

test.each([
  ['missing', null],
  ['wrong', far],
])('reports of one street at one time share a key although a point is %s', (_, point) => {
  const one = told(1, { address: '410 Park Street', point: here });
  const other = told(2, { address: '420 Park St', point, how: 'x' });
  expect(sharedRules(one, other)).toContain('street_and_hours');
  expect(sharedRules(one, told(2, { address: '420 Park St', point, how: 'x', days: 6 }))).not.toContain(
    'street_and_hours',
  );
  expect(sharedRules(one, told(2, { address: '420 Main St', point, how: 'x' }))).not.toContain('street_and_hours');
});

test('an English and a Spanish narrative of one thing have more in common than two of different things', () => {
  const narrative = p2cModel.comparisons.findIndex(({ name }) => name === 'narrative');
  const levelOf = (how: string) => {
    const { reader, levels } = createScorer(p2cModel);
    const [a, b] = ['My red bicycle and my helmet were taken from the porch, the lock was cut.', how].map((text) =>
      reader.features(reader.values(rowOfReport(told(1, { address: '', point: null, how: text }))), noStatistics()),
    );
    if (a !== undefined && b !== undefined) reader.levels(a, b, levels);
    return levels[narrative] ?? -1;
  };
  const same = levelOf('Me robaron la bicicleta roja y el casco del porche, cortaron el candado.');
  const other = levelOf('Me robaron la cartera con las tarjetas en la guagua, no vi a nadie.');
  expect(p2cModel.comparisons[narrative]?.levels[same]?.name).toBe('c30');
  expect(other).toBeGreaterThan(same);
});

test('another witness of one incident is found although the point is wrong, but not by the street alone', () => {
  const probabilityOf = (how: string) => {
    const reports = [
      told(1, { address: '410 Park Street', point: here }),
      told(2, { address: '420 Park St', point: far, how }),
    ];
    const collection = collect(
      p2cModel,
      reports.map((one) => ({ id: one.id, row: rowOfReport(one) })),
    );
    const [pair] = linkAll(collection);
    return pair?.probability ?? 0;
  };
  expect(probabilityOf(HOW)).toBeGreaterThan(0.5);
  expect(probabilityOf('Somebody painted our garage door.')).toBeLessThan(0.1);
});
