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
  ])('%s is read report by report, whatever people wrote into them, and then gives its memory back', (_, bytes) => {
    const opened = openPage(bytes);
    expect(opened).toMatchObject({ ...rest, count: 3 });
    expect([0, 1, 2].map((at) => opened.report(at).report)).toEqual(reports);
    opened.close();
    expect(bytes.length).toBe(0);
  });

  test('gives the bytes of a report as they came, to be kept', () => {
    const bytes = page({ reports, ...rest });
    const { json } = openPage(bytes).report(1);
    expect(json).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(json).toString()).toBe(JSON.stringify(reports[1]));
  });

  const { corrections, ...older } = reportSchema.parse(reports[0]);
  test.each([
    ['brings something that nobody knows here', { ...reportSchema.parse(reports[0]), password: 1 }],
    ['lacks what is usual', older],
    ['lacks one thing and brings another', { ...older, password: 1 }],
  ])('writes a report anew that %s', (_, one) => {
    const { report, json } = openPage(page({ reports: [one], ...rest })).report(0);
    expect(report).toMatchObject({ id: reports[0]?.id, corrections });
    expect(json).toBe(JSON.stringify(report));
    expect(json).not.toContain('password');
  });

  test('without reports is read as well', () => {
    expect(openPage(page({ reports: [], ...rest, more: false }))).toMatchObject({ count: 0, more: false });
  });

  test('with one report that nobody understands says so when its turn comes', () => {
    const opened = openPage(page({ reports: [reports[0], { id: 1 }], ...rest }));
    expect(opened.report(0).report).toEqual(reports[0]);
    expect(() => opened.report(1)).toThrow(expect.objectContaining({ code: 'bad_response' }));
  });

  test('that is cut off anywhere, or damaged between two reports, is refused and never read as a shorter one', () => {
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
