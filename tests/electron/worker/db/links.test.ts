import { describe, expect, test } from 'vitest';
import { withoutHistory } from '#electron/worker/db/links.ts';
import { write } from '#electron/worker/db/write.ts';
import { report as reportSchema } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const NASTY = 'He wrote ,"history":[ and then ],"corrections":[ and \\",\\"history\\":[{}],"corrections":[] too';
const [sent] = aReport().history;
const stored = (report: object) => JSON.stringify(reportSchema.parse(report));

describe('the stored report that linking reads', () => {
  test.each([
    ['nothing unusual', aReport({ serial: 1 })],
    ['a narrative that looks like the report around it', aReport({ serial: 2, facts: { how: NASTY } })],
    ['no history', { ...aReport({ serial: 3 }), history: [] }],
    [
      'a letter that looks like the report around it',
      {
        ...aReport({ serial: 4 }),
        history: [{ ...sent, note: NASTY, summary: NASTY }, sent],
      },
    ],
  ])('is complete except for its history, with %s', (_, report) => {
    const { history: _history, ...rest } = reportSchema.parse(report);
    expect(JSON.parse(withoutHistory(stored(report)))).toEqual(rest);
  });

  test('is the whole report if its fields were written in another order', () => {
    const { history, ...rest } = reportSchema.parse(aReport({ serial: 5 }));
    const body = JSON.stringify({ history, ...rest });
    expect(withoutHistory(body)).toBe(body);
  });
});

test('asked for the members of many keys at once, it answers for each key in order, up to the limit', () => {
  const { db, links } = filledCache();
  write(db, (tx) => links.addKeys(tx, [70, 1, 70, 2, 70, 3, 30, 2, 2 ** 52 - 1, 9]));
  const keys = Float64Array.from([2 ** 52 - 1, 30, 50, 70]);
  expect(links.membersOf(keys, 2)).toEqual([[9], [2], [], [1, 2]]);
  expect(links.membersOf(keys, 9)).toEqual(Array.from(keys, (key) => links.members(key, 9)));
});
