import { expect, test } from 'vitest';
import { createPositions } from '#electron/worker/db/keyset-checkpoints.ts';
import type { Place } from '#electron/worker/db/queue-sql.ts';

/** An order of so many rows, by its numbers; counts how many rows were gone along to find places. */
function anOrder(many: number) {
  const rows: Place[] = Array.from({ length: many }, (_, at) => ({ key: at * 10, number: `T${at}` }));
  const walked = { rows: 0 };
  const hop = (from: Place | null, by: number): Place | null => {
    walked.rows += by;
    return rows[(from === null ? 0 : rows.findIndex((one) => one === from)) + by] ?? null;
  };
  return { rows, walked, positions: createPositions(hop, false) };
}

test('no page skips more than a thousand rows, wherever it lies, and a long order is gone along once', () => {
  const { rows, walked, positions } = anOrder(50_000);
  for (const row of [49_000, 20, 31_999, 32_000, 999, 1000, 48_999, 7]) {
    const { from, skip } = positions.near(row);
    expect(skip).toBeLessThan(1000);
    expect((from === null ? 0 : rows.indexOf(from)) + skip).toBe(row);
  }
  expect(walked.rows).toBeLessThanOrEqual(50_000);
});

test('a row is found from its place as it is from its number, also after others came and went before it', () => {
  const { rows, positions } = anOrder(50_000);
  const at = rows[31_234] as Place;
  expect(positions.before(at)).toEqual({ from: rows[31_000], rank: 31_000 });
  positions.moved({ key: 15, number: 'new' }, 1);
  positions.moved({ key: 16, number: 'new too' }, 1);
  positions.moved({ key: 499_999, number: 'behind it' }, 1);
  expect(positions.before(at)).toEqual({ from: rows[31_000], rank: 31_002 });
  expect(positions.near(31_236)).toEqual({ from: rows[31_000], skip: 234 });
  expect(positions.before({ key: -1, number: 'first' })).toEqual({ from: null, rank: 0 });
});
