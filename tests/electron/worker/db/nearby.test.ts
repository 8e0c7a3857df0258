import { expect, test } from 'vitest';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const HERE = { lat: 41.76, lon: -72.68 };
const at = (
  serial: number,
  point: { lat: number; lon: number } | null,
  receivedAt = '2026-03-05T10:00:00.000Z',
): Report => {
  const report = aReport({ serial, receivedAt });
  return { ...report, facts: { ...report.facts, where: { ...report.facts.where, point } } };
};

test('other reports of the 30 days around one are found near it, and no others', () => {
  const near = { lat: 41.7613, lon: -72.6812 };
  const cache = filledCache([
    at(1, HERE),
    at(2, near),
    at(3, { lat: 41.8, lon: -72.68 }),
    at(4, near, '2026-01-01T10:00:00.000Z'),
    at(5, null),
  ]);
  expect(cache.nearby.of(at(1, HERE).id)).toEqual([near]);
  expect(cache.nearby.of(at(5, null).id)).toEqual([]);
  expect(cache.nearby.of('0195706f-0000-7000-9000-00000000ffff')).toEqual([]);
});

test('they are read from the index of places alone', () => {
  const cache = filledCache([at(1, HERE)]);
  const plan = cache.db
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT lat_e5, lon_e5 FROM queue
       WHERE lat_e5 <> 0 AND lat_e5 BETWEEN 1 AND 2 AND lon_e5 BETWEEN 1 AND 2
         AND received_at BETWEEN 'a' AND 'b' AND seq <> 1 LIMIT 200`,
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX queue_by_place');
});
