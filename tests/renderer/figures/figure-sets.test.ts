import { expect, test } from 'vitest';
import { figureTable } from '#shared/domain/figure-table.ts';
import type { Figures } from '#shared/domain/figures.ts';
import { dayViews, monthViews } from '../../../renderer/figures/figure-sets.ts';
import { cellWords, fileName, fileTable } from '../../../renderer/figures/figure-view.ts';
import { titlesOf } from '../../../renderer/model/policy-titles.ts';
import { firstPolicy } from '../../helpers/builders.ts';

const RIVERA = { id: '0195706f-0000-7000-8000-000000000001', displayName: 'Officer Rivera' };
const SOTO = { id: '0195706f-0000-7000-8000-000000000002', displayName: 'Sergeant Soto' };
const FIGURES: Figures = {
  from: '2026-03-02',
  to: '2026-03-03',
  kind: null,
  hidden: 0,
  completeAsOf: '2026-03-03T16:00:00.000Z',
  firstDay: '2025-11-03',
  promiseDays: 3,
  quantileError: 0.0488,
  days: [
    { day: '2026-03-02', received: 40, decided: 38, closed: 70, open: 120, overdue: 4 },
    { day: '2026-03-03', received: 44, decided: 0, closed: 0, open: null, overdue: null },
  ],
  hours: [{ hour: 9, received: 5, decided: 8 }],
  ages: [
    { days: 0, count: 40 },
    { days: 4, count: 2 },
    { days: 5, count: 1 },
    { days: 31, count: 7 },
    { days: 60, count: 3 },
  ],
  touch: { count: 41, median: 90, p90: 2_000, exact: true },
  decision: { count: 41, median: 400, p90: 5_000 },
  answer: { count: 0, median: null, p90: null },
  decisionDays: { count: 41, median: 1, p90: 3 },
  workingDays: [
    { days: 0, count: 20 },
    { days: 3, count: 19 },
    { days: 14, count: 2 },
  ],
  promise: { kept: 39, late: 2 },
  outcomes: {
    byKind: [
      { key: 'larceny', code: 'approved', count: 17 },
      { key: 'larceny', code: 'rejected.outside_hartford', count: 4 },
      { key: 'fraud', code: 'rejected.outside_hartford', count: 5 },
      { key: 'fraud', code: 'rejected.no_such_reason', count: 1 },
      { key: 'fraud', code: 'withdrawn', count: 2 },
    ],
    byNeighborhood: [{ key: '', code: 'approved', count: 3 }],
    byWeek: [{ key: '2026-03-02', code: 'closed', count: 30 }],
  },
  duplicates: { rejected: 3, same: 1, related: 0, notSame: 2 },
  flags: [
    { code: 'outside_point', shown: 8, followed: 6, dismissed: 1, base: 9 },
    { code: 'no_serial', shown: 3, followed: null, dismissed: 0, base: null },
  ],
  seenFlags: {
    told: 34,
    decisionsFollowing: 6,
    decisionsAgainst: 2,
    flags: [
      { code: 'outside_point', shown: 9, dismissed: 1, followed: 6 },
      { code: 'no_serial', shown: 3, dismissed: 0, followed: null },
    ],
  },
  reviews: {
    random: { agreed: 8, stands: 1, sentBack: 1, overturned: 0 },
    forReason: { agreed: 0, stands: 0, sentBack: 0, overturned: 0 },
  },
  decisions: 36,
  followUps: { asked: 7, answered: 5, closed: 1 },
  letters: [{ day: '2026-03-02', failed: 1, printed: 4, toPrint: 9 }],
  appeals: { filed: 1, upheld: 0, granted: 0 },
  officers: [
    { ...RIVERA, openNow: 12, approved: 30, rejected: 10, followUps: 2, calls: 3, other: 1, reversed: 1 },
    { ...SOTO, openNow: 0, approved: 0, rejected: 0, followUps: 0, calls: 0, other: 4, reversed: 0 },
  ],
};
const titles = titlesOf(firstPolicy());
const views = [...dayViews(FIGURES, titles, SOTO.id), ...monthViews(FIGURES, titles, SOTO.id)];
const view = (id: string) => views.find((one) => one.id === id) ?? expect.fail(`no figure ${id}`);

test('every figure has a definition, whole rows, a chart of its own columns, and a file that can be saved', () => {
  for (const { id, means, columns, rows, drawing, ticks } of views) {
    expect(means, id).not.toBe('');
    expect(new Set(columns).size, id).toBe(columns.length);
    for (const row of rows) expect(row, id).toHaveLength(columns.length);
    for (const at of drawing?.series ?? []) expect(typeof rows[0]?.[at], id).toBe('number');
    if (ticks !== undefined) expect(ticks, id).toHaveLength(rows.length);
    expect(figureTable.safeParse(fileTable(view(id), `${id} 2026-03`)).success, id).toBe(true);
  }
});

test('no open report falls between two groups of ages', () => {
  const { rows } = view('open-by-age');
  expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(53);
  expect(rows.at(-1)).toEqual(['31+', 10]);
  expect(rows.find(([words]) => words === '4–5')).toEqual(['4–5', 3]);
});

test('no decision falls between two groups of working days', () => {
  const { rows } = view('working-days');
  expect(rows.map((row) => row[1])).toEqual([20, 0, 0, 19, 0, 0, 0, 0, 0, 0, 2]);
  expect(rows.at(-1)?.[0]).toBe('10+');
});

test('a day that is not counted yet is empty, not zero', () => {
  const day = view('per-day');
  expect(day.rows[1]).toEqual(['2026-03-03', 44, 0, 0, null, null]);
  expect(cellWords(day, null, 4)).toBe('–');
});

test('a flag stands beside how often its reason holds anyway; one that suggests no reason has neither', () => {
  const flags = view('flags');
  expect(flags.rows.map((row) => row.slice(1))).toEqual([
    [8, 6, 75, 25, 1, 12.5],
    [3, null, null, null, 0, 0],
  ]);
  expect(cellWords(flags, 12.5, 6)).toBe('12.5%');
});

test('reasons are named as the agency names them, most frequent first, also one that it no longer has', () => {
  expect(view('reasons').rows.map((row) => row.slice(0, 5))).toEqual([
    [titles.reason('outside_hartford'), 0, 4, 0, 5],
    [titles.reason('no_such_reason'), 0, 0, 0, 1],
  ]);
});

test("the supervisor's own work is marked, and a share of no decisions is none", () => {
  const rows = view('per-officer').rows;
  expect(rows.map((row) => [row[0], row[8]])).toEqual([
    ['Officer Rivera', 2.5],
    ['Sergeant Soto (you)', null],
  ]);
});

test('the bar of an officer has the work of the period alone; what is open at this moment is in the table', () => {
  const { columns, rows, drawing } = view('per-officer');
  expect(drawing?.series.map((at) => columns[at])).toEqual(['Approved', 'Rejected', 'Follow-ups']);
  expect(rows[0]?.[columns.indexOf('Open now')]).toBe(12);
});

test('durations are shown in the unit that people would use', () => {
  const times = view('times');
  expect([48, 300, 5_000].map((minutes) => cellWords(times, minutes, 1))).toEqual(['48 min', '5 hr', '3.5 days']);
  expect(cellWords(times, 300, 3)).toBe('300');
});

test('a flag is followed by the share of those who had not dismissed it', () => {
  const { rows, means } = view('flags-as-seen');
  expect(rows[0]).toEqual(['Any flag that suggests a reason', 8, null, 6, 75]);
  expect(rows[1]?.slice(1)).toEqual([9, 1, 6, 75]);
  expect(rows[2]?.slice(1)).toEqual([3, 0, null, null]);
  expect(means).toContain('34 of 36 decisions');
});

test('agreement in second review has its 95% interval, and none without a review', () => {
  expect(view('second-review').rows).toEqual([
    ['At random', 10, 8, 1, 1, 0, 80, 49, 94.3],
    ['Because of the decision’s reason', 0, 0, 0, 0, 0, null, null, null],
  ]);
});

test('a saved figure names the unit of each column, and has whole minutes', () => {
  const times = view('times');
  const table = fileTable({ ...times, rows: [['Any', 4_186.585_365, 5_000.4, 41, 'about']] }, 'times');
  expect(table.columns).toEqual(['Measure', 'Median (minutes)', '90% within (minutes)', 'Count', 'Precision']);
  expect(table.rows).toEqual([['Any', 4_187, 5_000, 41, 'about']]);
  expect(fileTable(view('flags'), 'flags').columns.filter((name) => name.endsWith(' (%)'))).toHaveLength(3);
});

test('a table says days and hours as people do; a file keeps days that a spreadsheet can sort', () => {
  const day = view('per-day');
  expect(day.rows[0]?.map((cell, at) => cellWords(day, cell, at))[0]).toBe('Mar 2, 2026');
  expect(fileTable(day, 'x').rows[0]?.[0]).toBe('2026-03-02');
  expect(cellWords(view('outcomes-by-week'), view('outcomes-by-week').rows[0]?.[0], 0)).toBe('Mar 2, 2026');
  expect(view('per-hour').rows[0]?.[0]).toBe('9 AM');
});

test('a file is named after what is in it: its kind of report, its days, and what is left out', () => {
  const day = { ...FIGURES, from: '2026-03-02', to: '2026-03-02' };
  expect(fileName(view('per-day'), FIGURES)).toBe('per-day 2026-03-02 to 2026-03-03');
  expect(fileName(view('per-day'), { ...day, kind: 'larceny' })).toBe('per-day larceny 2026-03-02');
  expect(fileName(view('letters'), { ...day, kind: 'larceny', hidden: 3 })).toBe('letters 2026-03-02');
  expect(fileName(view('reasons'), { ...day, hidden: 3 })).toBe('reasons 2026-03-02 without 3 to review');
});
