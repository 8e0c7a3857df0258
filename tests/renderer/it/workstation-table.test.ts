import { expect, test } from 'vitest';
import type { Workstation } from '#shared/domain/workstation.ts';
import { CSV_COLUMNS, columnsFor } from '../../../renderer/it/workstation-columns.tsx';
import { sorted } from '../../../renderer/it/workstation-table.tsx';

const one = (name: string, more: Partial<Workstation> = {}): Workstation => ({
  id: name,
  name,
  version: '0.1.0',
  channel: 'stable',
  system: 'Linux 6.12',
  cache: 'encrypted',
  waiting: 0,
  drafts: 0,
  reports: 1,
  cacheBytes: 1000,
  seenAt: '2026-03-07T10:00:00.000Z',
  officer: { id: 'o', displayName: 'Officer Rivera' },
  unsentOf: [],
  lag: null,
  update: null,
  installedFor: null,
  ...more,
});
const lag = (severity: NonNullable<Workstation['lag']>['severity'], days: number, allowed: number) => ({
  lag: { version: '0.2.0', severity, days, allowed },
});
const names = (rows: readonly Workstation[]) => rows.map(({ name }) => name);

test('what is longest over its time comes first, and the newest version last', () => {
  const rows = [
    one('new'),
    one('low', lag('low', 10, 90)),
    one('over', lag('critical', 20, 15)),
    one('due', lag('high', 25, 30)),
  ];
  expect(names(sorted(rows, { by: 'lag', isReversed: false }))).toEqual(['over', 'due', 'low', 'new']);
  expect(names(sorted(rows, { by: 'lag', isReversed: true }))).toEqual(['new', 'low', 'due', 'over']);
});

test.each([
  ['name', [one('DESK-10'), one('DESK-9')], ['DESK-9', 'DESK-10']],
  ['version', [one('a', { version: '0.10.0' }), one('b', { version: '0.9.0' })], ['b', 'a']],
  ['waiting', [one('a'), one('b', { waiting: 3 })], ['b', 'a']],
  ['seen', [one('a'), one('b', { seenAt: '2026-03-08T10:00:00.000Z' })], ['b', 'a']],
] as const)('sorting by %s', (by, rows, order) => {
  expect(names(sorted(rows, { by, isReversed: false }))).toEqual(order);
});

test('a spreadsheet has every column, which update failed and why in two of them, and unknown sizes are not taken for zero', () => {
  const update = { problem: 'not_installed', version: '0.2.0' } as const;
  const row = one('DESK', { cache: 'memory', installedFor: 'machine', update, ...lag('critical', 20, 15) });
  expect(CSV_COLUMNS.map(({ title }) => title)).toEqual(expect.arrayContaining(['Failed update', 'Why it failed']));
  expect(CSV_COLUMNS.map(({ value }) => value(row))).toEqual([
    'DESK',
    '0.1.0',
    'stable',
    'whole computer',
    'Critical: 5 days overdue',
    '0.2.0',
    'The update couldn’t be installed. The previous version is still running.',
    '2026-03-07T10:00:00.000Z',
    'Linux 6.12',
    0,
    null,
    'In memory',
  ]);
});

test('a spreadsheet says whose the unsent decisions are, and of how many that is not known', () => {
  const rivera = { officer: { id: 'o', displayName: 'Officer Rivera' }, waiting: 2 };
  const column = CSV_COLUMNS.find(({ title }) => title === 'Unsent by');
  expect(column?.value(one('DESK', { waiting: 2, unsentOf: [rivera] }))).toBe('Officer Rivera');
  expect(column?.value(one('DESK', { waiting: 3, unsentOf: [rivera] }))).toBe('Officer Rivera, Account unknown');
});

test('failed updates have a column only where one failed', () => {
  const failed = one('DESK', { update: { problem: 'disk_full', version: '0.2.0' } });
  const ids = (rows: readonly Workstation[]) => columnsFor(rows).map(({ id }) => id);
  expect(ids([one('new')])).not.toContain('failed');
  expect(ids([one('new'), failed])).toContain('failed');
  expect(names(sorted([one('a'), failed], { by: 'failed', isReversed: false }))).toEqual(['DESK', 'a']);
});
