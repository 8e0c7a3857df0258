import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isLongClosed, purgeClosed } from '#electron/worker/commands/purge.ts';
import { write } from '#electron/worker/db/write.ts';
import type { Draft } from '#shared/domain/draft.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport, firstPolicy } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();
const closed = (serial: number, days: number, state: Report['state'] = 'approved') =>
  aReport({ serial, state, changedAt: daysAgo(days) });

function purged(reports: readonly Report[], prepare: (cache: ReturnType<typeof filledCache>) => void = () => {}) {
  const cache = filledCache(reports);
  prepare(cache);
  const unlinked: number[] = [];
  const now = () => new Date(NOW);
  const slice = () => purgeClosed({ stores: cache, unlink: (_, seq) => unlinked.push(seq), now, serverNow: now });
  const slices: number[] = [];
  for (let n = slice(); n > 0; n = slice()) slices.push(n);
  const left = reports.filter(({ id }) => cache.reports.get(id) !== null).map(({ trackingNumber }) => trackingNumber);
  return { left, slices, unlinked };
}

test('closed reports are removed ninety days after they were closed, open ones never', () => {
  const old = ['approved', 'rejected', 'withdrawn', 'closed_no_answer'] as const;
  const gone = old.map((state, n) => closed(n + 1, 91, state));
  const young = closed(10, 89);
  const open = aReport({ serial: 11, changedAt: daysAgo(400) });
  const waiting = aReport({ serial: 12, state: 'awaiting_citizen', changedAt: daysAgo(400) });
  const { left, unlinked } = purged([...gone, young, open, waiting]);
  expect(left).toEqual([young, open, waiting].map(({ trackingNumber }) => trackingNumber));
  expect(unlinked).toHaveLength(gone.length);
});

test('a report with a pending decision or a half-written form stays', () => {
  const [one, two, three] = [closed(1, 200), closed(2, 200), closed(3, 200)];
  const { left } = purged([one, two, three], (cache) => {
    write(cache.db, (tx) =>
      cache.outbox.add(tx, {
        id: randomUUID(),
        reportId: one.id,
        trackingNumber: one.trackingNumber,
        act: { kind: 'log_call', outcome: 'reached', note: '' },
        seen: { reportVersion: 1, policyVersion: 1, letterHash: null },
        createdAt: daysAgo(1),
        holdUntil: daysAgo(1),
      }),
    );
    const draft: Draft = {
      offenseCode: null,
      reasonCode: null,
      duplicateOf: '',
      missing: [],
      outcome: null,
      note: 'x',
    };
    write(cache.db, (tx) => cache.drafts.put(tx, two.id, 'reject', draft, daysAgo(1)));
  });
  expect(left).toEqual([one.trackingNumber, two.trackingNumber]);
});

test('a draft is deleted when untouched for as long and its report is closed or removed', () => {
  const [open, gone, old] = [aReport({ serial: 1 }), aReport({ serial: 2 }), closed(3, 200)];
  const empty: Draft = {
    offenseCode: null,
    reasonCode: null,
    duplicateOf: '',
    missing: [],
    outcome: null,
    note: 'Half a',
  };
  const cache = filledCache([open, old]);
  write(cache.db, (tx) => cache.meta.cursor.set(tx, 'pulled'));
  write(cache.db, (tx) => cache.drafts.put(tx, open.id, 'reject', empty, daysAgo(200)));
  write(cache.db, (tx) => cache.drafts.put(tx, gone.id, 'reject', empty, daysAgo(91)));
  // A report that was viewed from the server and is not in the cache may still be wanted.
  write(cache.db, (tx) => cache.drafts.put(tx, gone.id, 'note', empty, daysAgo(1)));
  write(cache.db, (tx) => cache.drafts.put(tx, old.id, 'note', empty, daysAgo(91)));
  const now = () => new Date(NOW);
  expect(purgeClosed({ stores: cache, unlink: () => {}, now, serverNow: now })).toBe(1);
  const drafts = [
    cache.drafts.get(open.id, 'reject'),
    cache.drafts.get(gone.id, 'reject'),
    cache.drafts.get(gone.id, 'note'),
    cache.drafts.get(old.id, 'note'),
  ];
  expect(drafts.map((draft) => draft?.note)).toEqual(['Half a', undefined, 'Half a', undefined]);
});

test("if the local clock is wrong, reports expire by the server's clock and drafts by the clock that dated them", () => {
  const [late, old] = [closed(1, 100), closed(2, 91)];
  const cache = filledCache([late, old]);
  const here = () => new Date(NOW - 100 * 86_400_000);
  const written: Draft = {
    offenseCode: null,
    reasonCode: null,
    duplicateOf: '',
    missing: [],
    outcome: null,
    note: 'Half a',
  };
  write(cache.db, (tx) => cache.drafts.put(tx, late.id, 'reject', written, here().toISOString()));
  const purge = () => purgeClosed({ stores: cache, unlink: () => {}, now: here, serverNow: () => new Date(NOW) });
  expect(purge()).toBe(1);
  expect(cache.reports.get(old.id)).toBeNull();
  expect(cache.drafts.get(late.id, 'reject')).toEqual(written);
});

test('large purges run in small slices, and the policy sets the number of days', () => {
  const reports = Array.from({ length: 60 }, (_, n) => closed(n + 1, 31));
  expect(purged(reports).slices).toEqual([]);
  const shorter = firstPolicy();
  const { slices, left } = purged(reports, (cache) =>
    write(cache.db, (tx) => cache.policy.save(tx, { ...shorter, limits: { ...shorter.limits, cacheDays: 30 } })),
  );
  expect(slices).toEqual([25, 25, 10]);
  expect(left).toEqual([]);
});

test('a reopened report is no longer due for removal', () => {
  const report = closed(1, 100);
  const { left } = purged([report], (cache) => cache.keep({ ...report, version: 2, state: 'returned' }));
  expect(left).toEqual([report.trackingNumber]);
});

test('the oldest closed reports are found through their index', () => {
  const cache = filledCache([]);
  const plan = cache.db
    .prepare<[string], { detail: string }>(
      'EXPLAIN QUERY PLAN SELECT seq FROM queue WHERE closed_at < ? ORDER BY closed_at LIMIT 25',
    )
    .all('x')
    .map(({ detail }) => detail);
  expect(plan).toEqual(['SEARCH queue USING COVERING INDEX queue_by_closed (closed_at<?)']);
});

test('a report that is already due for removal is not stored, by the same cutoff, and never an open one', () => {
  const at = new Date(NOW);
  expect(isLongClosed(closed(1, 91), firstPolicy(), at)).toBe(true);
  expect(isLongClosed(closed(2, 89), firstPolicy(), at)).toBe(false);
  expect(isLongClosed(aReport({ changedAt: daysAgo(400) }), firstPolicy(), at)).toBe(false);
  expect(isLongClosed(closed(3, 400), null, at)).toBe(false);
});
