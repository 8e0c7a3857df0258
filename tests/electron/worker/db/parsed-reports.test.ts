import { expect, test } from 'vitest';
import { createParsedReports } from '#electron/worker/db/parsed-reports.ts';
import { aReport } from '../../../helpers/builders.ts';

test('a report is parsed once as long as its text stays the same, and anew when it changes', () => {
  const parsed = createParsedReports();
  const report = aReport();
  const body = JSON.stringify(report);
  const first = parsed(report.id, body);
  expect(first).toEqual(report);
  expect(parsed(report.id, JSON.stringify(report))).toBe(first);
  expect(parsed(report.id, JSON.stringify({ ...report, version: report.version + 1 })).version).toBe(
    report.version + 1,
  );
});

test('no more than 256 reports are kept, the latest ones', () => {
  const parsed = createParsedReports();
  const body = JSON.stringify(aReport());
  const first = parsed('0', body);
  for (let n = 1; n < 256; n += 1) parsed(String(n), body);
  expect(parsed('0', body)).toBe(first);
  parsed('256', body);
  const kept = parsed('0', body);
  expect(kept).toBe(first);
  for (let n = 257; n < 600; n += 1) parsed(String(n), body);
  expect(parsed('0', body)).not.toBe(first);
});

test('a text that is damaged is refused', () => {
  expect(() => createParsedReports()('0', '{"id":"0"}')).toThrow();
});
