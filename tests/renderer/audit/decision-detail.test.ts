import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { DecisionRow } from '#shared/domain/decision-record.ts';
import { AuditTable } from '../../../renderer/audit/audit-table.tsx';
import { DecisionDetail } from '../../../renderer/audit/decision-detail.tsx';
import { DeskClock } from '../../../renderer/ui/desk-clock.tsx';
import { firstPolicy } from '../../helpers/builders.ts';

const decision = (more: Partial<DecisionRow> = {}): DecisionRow => ({
  id: '0195706f-0000-7000-8000-000000000001',
  at: '2026-03-07T15:10:00.000Z',
  officer: { id: '0195706f-0000-7000-8000-000000000002', displayName: 'Sergeant Walsh' },
  reportId: '0195706f-0000-7000-8000-000000000003',
  trackingNumber: 'T26-004812-6',
  reportKind: 'larceny',
  language: 'en',
  receivedAt: '2026-03-07T02:05:00.000Z',
  kind: 'uphold_appeal',
  event: { code: 'appeal_upheld', params: {} },
  note: '41 Park Street is in Wethersfield.',
  caseNumber: null,
  circumstances: null,
  hintsFollowed: null,
  removed: false,
  letter: null,
  ...more,
});
const drawn = (children: ReactNode) =>
  // oxlint-disable-next-line react/no-children-prop
  renderToStaticMarkup(createElement(DeskClock, { policy: firstPolicy(), children })).replaceAll(/<[^>]*>/g, '|');
const list = (row: DecisionRow) =>
  drawn(
    createElement(AuditTable, {
      rows: [row],
      first: 0,
      busy: false,
      direction: 'desc',
      openId: null,
      onDirection: () => {},
      onOpen: () => {},
    }),
  );
const detail = (row: DecisionRow) =>
  drawn(createElement(DecisionDetail, { row, openings: null, drawSeen: () => null }));

test.each(['uphold_appeal', 'grant_appeal'] as const)('why an appeal ended as it did is what was typed: %s', (kind) => {
  const row = decision({ kind });
  expect(list(row)).toContain(row.note);
  // The text appears once: as the cause, but not again as a note.
  expect(detail(row).split(row.note)).toHaveLength(2);
  expect(list(decision({ kind, note: '' }))).toContain('Decision kept');
});

test('the note of any other decision is shown beside its cause', () => {
  const rejected = { code: 'rejected', params: { reasonCode: 'outside_hartford' } } as const;
  const row = decision({ kind: 'reject', event: rejected });
  expect(list(row)).not.toContain(row.note);
  expect(detail(row)).toContain(row.note);
});

test('how the officer answered the question about danger is shown where it was asked, and only there', () => {
  const answered = detail(decision({ danger: { way: 'not_danger', because: 'He moved to Ohio.' } }));
  expect(answered).toMatch(/Asked about danger\|+Not a danger: He moved to Ohio\./);
  expect(detail(decision({ danger: { way: 'dispatch' } }))).toContain('Danger: dispatch was called');
  expect(detail(decision({ danger: null }))).not.toContain('anger');
});

test('what was not recorded about a decision is said, not left out', () => {
  const html = detail(decision());
  expect(html).toMatch(/Report open for\|+Not recorded/);
  expect(html).toMatch(/Flags\|+Not recorded/);
  const circumstances = {
    pressedAt: '2026-03-07T15:10:00.000Z',
    clockOffsetMs: 0,
    offline: false,
    openSeconds: 9,
    hintsShown: [],
    hintsDismissed: [],
    undoneBefore: 0,
  };
  expect(detail(decision({ circumstances }))).not.toContain('Not recorded');
});
