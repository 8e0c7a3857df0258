import { expect, test } from 'vitest';
import type { Officer } from '#shared/domain/officer.ts';
import type { Report } from '#shared/domain/report.ts';
import type { ReportView, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { keptOf } from '../../../renderer/compare/keep.ts';
import { maySwap, rejection, rejectWords, unlinking } from '../../../renderer/compare/pair-acts.ts';
import { aReport } from '../../helpers/builders.ts';

const officer: Officer = {
  id: '0195706f-0000-7000-9000-000000000001',
  name: 'officer',
  displayName: 'Officer Rivera',
  role: 'officer',
};
const viewOf = (report: Report): ReportView => ({
  report,
  here: true,
  outbox: [],
  unsent: false,
  hints: [],
  duplicates: [],
  comparing: false,
  incident: null,
  sameSender: [],
});
const both = (left: Report, right: Report) => {
  const view = viewOf(left);
  const duplicate = {
    reportId: right.id,
    trackingNumber: right.trackingNumber,
    terms: [] as ShownDuplicate['terms'],
    primaryNumber: right.duplicateOf ?? right.trackingNumber,
    stays: right.state !== 'rejected' || right.duplicateOf != null,
  } as ShownDuplicate;
  return { view, right: viewOf(right), duplicate, kept: keptOf(view, viewOf(right), 'officer', duplicate) };
};
const at = (day: number, more: Parameters<typeof aReport>[0] = {}) =>
  aReport({ serial: day, receivedAt: `2026-03-0${day}T10:00:00.000Z`, ...more });

test('the report that is not kept is rejected, whichever of the two was opened first', () => {
  const [older, newer] = [at(1), at(2)];
  expect(rejection(both(newer, older), officer)).toEqual({ side: 'left', primaryNumber: older.trackingNumber });
  expect(rejection(both(older, newer), officer)).toEqual({ side: 'right', primaryNumber: older.trackingNumber });
  const approved = at(3, { state: 'approved' });
  expect(rejection(both(approved, older), officer)).toEqual({ side: 'right', primaryNumber: approved.trackingNumber });
});

test('the third report of one incident is rejected as a duplicate of the first, from beside the second too', () => {
  const [first, third] = [at(1), at(3)];
  const second = at(2, { state: 'rejected', duplicateOf: first.trackingNumber });
  const pair = both(third, second);
  const act = { side: 'left', primaryNumber: first.trackingNumber } as const;
  expect(rejection(pair, officer)).toEqual(act);
  expect(rejectWords(act, pair.duplicate)).toBe(`Reject A as a duplicate of ${first.trackingNumber}`);
  expect(rejectWords({ side: 'left', primaryNumber: second.trackingNumber }, pair.duplicate)).toBe(
    'Reject A as a duplicate of B',
  );
  expect(rejectWords({ side: 'right', primaryNumber: third.trackingNumber }, pair.duplicate)).toBe(
    'Reject B as a duplicate of A',
  );
});

test('nothing is rejected in favor of a report that is closed itself', () => {
  const closed = at(1, { state: 'rejected' });
  expect(rejection(both(closed, at(2, { state: 'withdrawn' })), officer)).toBeNull();
  expect(rejection(both(at(2), closed), officer)).toBeNull();
});

test("another witness's report is not rejected beside the first one's, whichever was opened", () => {
  const witness = { hypothesis: 'other_person', samePerson: false } as const;
  const pair = both(at(1), at(2));
  expect(rejection({ ...pair, duplicate: { ...pair.duplicate, ...witness } }, officer)).toBeNull();
  const samePerson = { ...pair.duplicate, ...witness, samePerson: true };
  expect(rejection({ ...pair, duplicate: samePerson }, officer)).not.toBeNull();
});

test('the other report can be made the primary only where the one that is kept could then be rejected', () => {
  expect(maySwap(both(at(1), at(2)), officer)).toBe(true);
  const witness = { hypothesis: 'other_person', samePerson: false } as const;
  const pair = both(at(1), at(2));
  expect(maySwap({ ...pair, duplicate: { ...pair.duplicate, ...witness } }, officer)).toBe(false);
  expect(maySwap(both(at(3, { state: 'approved' }), at(1)), officer)).toBe(false);
  expect(maySwap(both(at(1), at(2, { state: 'rejected', duplicateOf: at(1).trackingNumber })), officer)).toBe(false);
});

test('the rejected one of the two can be reopened, if it was a duplicate of the other or of its primary', () => {
  const primary = at(1);
  const rejected = at(2, { state: 'rejected', decidedBy: officer.id, duplicateOf: primary.trackingNumber });
  const sibling = at(3, { state: 'rejected', duplicateOf: primary.trackingNumber });
  const primaryNumber = primary.trackingNumber;
  expect(unlinking(both(rejected, primary), officer)).toEqual({ side: 'left', primaryNumber });
  expect(unlinking(both(primary, rejected), officer)).toEqual({ side: 'right', primaryNumber });
  expect(unlinking(both(sibling, rejected), officer)).toEqual({ side: 'right', primaryNumber });
  expect(unlinking(both(at(4), rejected), officer)).toBeNull();
});
