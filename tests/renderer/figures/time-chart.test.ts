import { expect, test } from 'vitest';
import { runsOf } from '../../../renderer/figures/time-chart.tsx';

test('a line is broken where a day isn’t counted, instead of bridging it', () => {
  expect(runsOf([null, 1, 0, null, 4, null])).toEqual([
    [
      { row: 1, value: 1 },
      { row: 2, value: 0 },
    ],
    [{ row: 4, value: 4 }],
  ]);
});
