import { describe, expect, test } from 'vitest';
import { openPage } from '#electron/worker/sync/page.ts';
import { report as reportSchema } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';

const NASTY = 'He said: "},{" and \\ then \\" and ]} [{ — ünïcödé 🚲 \u2028 end\\';
const reports = [
  aReport({ serial: 1, facts: { how: NASTY } }),
  aReport({ serial: 2 }),
  aReport({ serial: 3, facts: { how: '"' } }),
];
const rest = { pairs: [], removed: [], cursor: 'dGhpcyBvbmU', more: true, total: 3, policyVersion: 1 };
const page = (value: unknown, space?: number) => {
  const text = Buffer.from(JSON.stringify(value, null, space));
  const own = Buffer.allocUnsafeSlow(text.length);
  text.copy(own);
  return own;
};

describe('a page of the change feed', () => {
  test.each([
    ['as the server writes it', page({ reports, ...rest })],
    ['with its reports last', page({ ...rest, reports })],
    ['reformatted on its way', page({ reports, ...rest }, 2)],
  ])('%s is parsed one report at a time, with any text in the reports, and then frees its memory', (_, bytes) => {
    const opened = openPage(bytes);
    expect(opened).toMatchObject({ ...rest, count: 3 });
    expect([0, 1, 2].map((at) => opened.report(at))).toEqual(reports);
    expect(bytes.length).toBe(0);
  });

  test('drops unknown fields and fills in missing ones with their defaults', () => {
    const { corrections, ...older } = reportSchema.parse(reports[0]);
    const one = openPage(page({ reports: [{ ...older, password: 1 }], ...rest })).report(0);
    expect(one).toEqual({ ...older, corrections });
  });

  test('without reports is also parsed', () => {
    expect(openPage(page({ reports: [], ...rest, more: false }))).toMatchObject({ count: 0, more: false });
  });

  test('with one unparsable report fails when that report is read', () => {
    const opened = openPage(page({ reports: [reports[0], { id: 1 }], ...rest }));
    expect(opened.report(0)).toEqual(reports[0]);
    expect(() => opened.report(1)).toThrow(expect.objectContaining({ code: 'bad_response' }));
  });

  test('that is truncated anywhere, or damaged between two reports, is rejected and never read as a shorter page', () => {
    const text = page({ reports, ...rest });
    const code = expect.objectContaining({ code: expect.stringMatching(/^(bad_response|intercepted)$/) });
    for (let end = 0; end < text.length; end += 97) {
      const torn = Buffer.allocUnsafeSlow(end);
      text.copy(torn, 0, 0, end);
      expect(() => openPage(torn), `${end} bytes`).toThrow(code);
    }
    const damaged = Buffer.from(text.toString().replace('},{"id"', '} {"id"'));
    expect(() => openPage(damaged)).toThrow(code);
  });
});
