import { expect, test } from 'vitest';
import type { ExportedDecision } from '#shared/domain/decision-record.ts';
import { figureTable, toCsv } from '#shared/domain/figure-table.ts';
import { decisionTable } from '../../../renderer/audit/decision-table.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { zoneOf } from '../../../renderer/model/time.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const decision = (more: Partial<ExportedDecision> = {}): ExportedDecision => ({
  id: '0195706f-0000-7000-8000-000000000001',
  at: '2026-03-07T15:10:00.000Z',
  officer: { id: '0195706f-0000-7000-8000-000000000002', displayName: 'Officer Rivera' },
  reportId: '0195706f-0000-7000-8000-000000000003',
  trackingNumber: 'T26-004812-6',
  reportKind: 'larceny',
  language: 'es',
  receivedAt: '2026-03-07T02:05:00.000Z',
  kind: 'reject',
  event: { code: 'rejected', params: { reasonCode: 'outside_hartford' } },
  note: '',
  caseNumber: null,
  hintsFollowed: true,
  removed: false,
  letter: 'sent',
  offline: null,
  ...more,
});
const titles = titlesOf(firstPolicy());
const table = (...rows: ExportedDecision[]) =>
  decisionTable(rows, { titles, zone: zoneOf('America/New_York'), name: 'decisions 2026-03-07' });

test('a decision is a row in words, with times by the agency’s clock', () => {
  expect(table(decision()).rows).toEqual([
    [
      '2026-03-07 10:10:00',
      'Officer Rivera',
      'T26-004812-6',
      'Larceny',
      'Spanish',
      '2026-03-06 21:05:00',
      'Rejected',
      titles.reason('outside_hartford'),
      '',
      null,
      null,
      'Sent',
      'yes',
      null,
    ],
  ]);
});

test('what the officer did about danger is in a column of its own', () => {
  const { columns, rows } = table(decision({ danger: { way: 'dispatch' } }));
  expect(rows[0]?.[columns.indexOf('Asked about danger')]).toBe('Danger: dispatch was called');
});

test('what an officer typed is no formula, and however long, the table can be saved', () => {
  const rows = [decision({ note: '=HYPERLINK("http://x")' }), decision({ note: 'x'.repeat(20_000) })];
  const made = table(...rows);
  expect(figureTable.safeParse(made).success).toBe(true);
  expect(toCsv(made)).toContain(`"'=HYPERLINK(""http://x"")"`);
});
