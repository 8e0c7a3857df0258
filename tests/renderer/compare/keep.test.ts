import { expect, test } from 'vitest';
import type { Report } from '#shared/domain/report.ts';
import type { OutboxRow, ShownDuplicate } from '#shared/ipc-shapes.ts';
import { keptOf } from '../../../renderer/compare/keep.ts';
import { aReport } from '../../helpers/builders.ts';

const side = (report: Report, more: { outbox?: OutboxRow[]; here?: boolean; duplicates?: ShownDuplicate[] } = {}) => ({
  report,
  outbox: [],
  here: true,
  duplicates: [] as ShownDuplicate[],
  ...more,
});
const at = (day: number, more: Parameters<typeof aReport>[0] = {}) =>
  aReport({ serial: day, receivedAt: `2026-03-0${day}T10:00:00.000Z`, ...more });
const photo = { id: '0195706f-0000-7000-9000-00000000000a', name: 'a.png' } as Report['attachments'][number];
const answered = { kind: 'answered', at: '2026-03-08T10:00:00.000Z' } as Report['history'][number];

/** Returns which report is kept, whichever of the two is on the left. */
function kept(one: ReturnType<typeof side>, other: ReturnType<typeof side>) {
  const there = keptOf(one, other, 'officer');
  const back = keptOf(other, one, 'officer');
  expect([back.side === 'left' ? 'right' : 'left', back.why]).toEqual([there.side, there.why]);
  return [there.side === 'left' ? 'one' : 'other', there.why];
}

test('the report to keep is the approved one, then the open, the answered, the one with photos, the older', () => {
  const old = at(1);
  const photos = at(2, { attachments: [photo] });
  const replied = at(3, { history: [answered] });
  const open = at(4, { state: 'submitted' });
  expect(kept(side(old), side(open))).toEqual(['one', 'older']);
  expect(kept(side(old), side(photos))).toEqual(['other', 'photos']);
  expect(kept(side(photos), side(replied))).toEqual(['other', 'answered']);
  expect(kept(side({ ...replied, state: 'rejected' }), side(open))).toEqual(['other', 'open']);
  expect(kept(side({ ...replied, state: 'rejected' }), side(at(5, { state: 'approved' })))).toEqual([
    'other',
    'approved',
  ]);
});

test('a decision that waits to be sent already counts', () => {
  const open = at(1);
  const act = { kind: 'approve', offenseCode: 'larceny_other', note: '' };
  const outbox = [{ act, state: 'held' } as unknown as OutboxRow];
  expect(kept(side(open), side(at(2), { outbox }))).toEqual(['other', 'approved']);
});

test('a report that only the server has is kept, because it cannot be rejected here', () => {
  expect(keptOf(side(at(1)), side(at(2, { state: 'rejected' }), { here: false }), 'officer').side).toBe('right');
});

const duplicateOf = (report: Report): ShownDuplicate =>
  ({
    trackingNumber: at(9).trackingNumber,
    primaryNumber: report.trackingNumber,
    state: 'suggested',
  }) as ShownDuplicate;

test('one that others were rejected as duplicates of is kept, because their letters say that it stays', () => {
  const [old, primary] = [at(1, { history: [answered] }), at(2)];
  expect(kept(side(old), side(primary, { duplicates: [duplicateOf(primary)] }))).toEqual(['other', 'primary']);
  const closed = at(3, { state: 'rejected' });
  expect(kept(side(old), side(closed, { duplicates: [duplicateOf(closed)] }))).toEqual(['one', 'open']);
});

test('a closed duplicate of a third report counts like that one, as long as it stays on file', () => {
  const [third, fresh] = [at(1), at(3)];
  const closed = at(2, { state: 'rejected', duplicateOf: third.trackingNumber });
  const primary = { primaryNumber: third.trackingNumber, stays: true };
  expect(keptOf(side(fresh), side(closed), 'officer', primary)).toEqual({ side: 'right', why: 'primary' });
  expect(keptOf(side(fresh), side(closed), 'officer', { ...primary, stays: false }).side).toBe('left');
  const own = { primaryNumber: fresh.trackingNumber, stays: true };
  expect(keptOf(side(fresh), side(closed), 'officer', own)).toEqual({ side: 'left', why: 'open' });
});
