import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { compare, comparePair } from '#electron/worker/commands/compare.ts';
import { letterAndSeen } from '#electron/worker/commands/letter-seen.ts';
import { write } from '#electron/worker/db/write.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import { aReport, firstPolicy } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const reject: Act = { kind: 'reject', reasonCode: 'not_eligible_kind', duplicateOf: null, note: '' };
const problem = errorShape(new AppError('stale_version'));
const seenFirst = aReport();
const later = aReport({ version: 2, state: 'escalated' });

let cache: ReturnType<typeof filledCache>;
let id: string;

function decide(report: Report): string {
  const key = randomUUID();
  const at = '2026-03-07T15:00:00.000Z';
  const { seen } = letterAndSeen(report, reject, firstPolicy());
  const { id: reportId, trackingNumber } = report;
  write(cache.db, (tx) =>
    cache.outbox.add(tx, { id: key, reportId, trackingNumber, act: reject, seen, createdAt: at, holdUntil: at }),
  );
  return key;
}

beforeEach(() => {
  cache = filledCache([seenFirst], { policy: firstPolicy() });
  id = decide(seenFirst);
});

test("the report as it was decided on is kept when the server's next version replaces it, and the one after", () => {
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: seenFirst });
  cache.keep(later);
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: later });
  const third = aReport({ version: 3, state: 'rejected' });
  cache.keep(third);
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: third });
});

test('the version that came with the refusal is shown until a pull brings one', () => {
  write(cache.db, (tx) => cache.outbox.needsOfficer(tx, id, 'conflict', problem, later));
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: later });
});

test("an action that follows the officer's own is compared with the report after that action, not before it", () => {
  cache.keep(later);
  const after = letterAndSeen(later, reject, firstPolicy()).seen;
  write(cache.db, (tx) => cache.outbox.rebase(tx, id, after));
  expect(compare(cache, id)).toEqual({ before: later, now: later });
  const third = aReport({ version: 3, state: 'rejected' });
  cache.keep(third);
  expect(compare(cache, id)).toEqual({ before: later, now: third });
});

test('if a restored server reuses a version number for new content, that is shown, not what came with the refusal', () => {
  const seen = aReport({ version: 2, state: 'escalated' });
  cache.keep(seen);
  const key = decide(seen);
  const put = aReport({ version: 1 });
  cache.keep(put, 2);
  write(cache.db, (tx) => cache.outbox.needsOfficer(tx, key, 'conflict', problem, put));
  const again = aReport({ version: 2, state: 'rejected' });
  cache.keep(again, 2);
  expect(compare(cache, key)).toEqual({ before: seen, now: again });
});

test('a report that the agency has removed has no current version', () => {
  write(cache.db, (tx) => cache.reports.remove(tx, cache.reports.seqOf(seenFirst.id) ?? 0));
  expect(compare(cache, id)).toEqual({ before: null, now: null });
});

test('an action that has left the outbox is not found', () => {
  expect(() => compare(cache, randomUUID())).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test("a decision about a pair is shown against the server's latest, and says which report is missing here", () => {
  const gone = '7fffffff-0000-4000-8000-000000000000';
  const at = '2026-03-07T15:00:00.000Z';
  const reports: [string, string] = [seenFirst.id, gone];
  const words = { decision: 'same', replaces: [], createdAt: at, holdUntil: at } as const;
  const pair = { id: randomUUID(), reports, trackingNumbers: ['T26-000001-0', 'T26-000002-9'] as [string, string] };
  write(cache.db, (tx) => cache.pairOutbox.add(tx, { ...pair, ...words, replaces: [] }));
  expect(comparePair(cache, pair.id)).toEqual({ decision: null, here: [true, false] });
  cache.decide(seenFirst.id, gone, 'related');
  expect(comparePair(cache, pair.id)).toMatchObject({
    decision: { decision: 'related', by: { displayName: 'Officer' } },
  });
  expect(() => comparePair(cache, randomUUID())).toThrow(expect.objectContaining({ code: 'not_found' }));
});
