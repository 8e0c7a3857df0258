import { describe, expect, test } from 'vitest';
import { withoutHistory } from '#electron/worker/db/links.ts';
import { report as reportSchema } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';

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
