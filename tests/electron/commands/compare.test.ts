import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { compare } from '#electron/commands/compare.ts';
import { letterAndSeen } from '#electron/commands/letter-seen.ts';
import { inTransaction } from '#electron/db/open.ts';
import type { Act } from '#shared/domain/act.ts';
import type { Report } from '#shared/domain/report.ts';
import { AppError, errorShape } from '#shared/errors.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';
import { filledCache } from '../../helpers/cache.ts';

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
  cache.outbox.add({ id: key, reportId, trackingNumber, act: reject, seen, createdAt: at, holdUntil: at });
  return key;
}

beforeEach(() => {
  cache = filledCache([seenFirst], { policy: firstPolicy() });
  id = decide(seenFirst);
});

test('the report as it was decided on is kept when the server’s next version takes its place, and the one after', () => {
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: seenFirst });
  cache.keep(later);
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: later });
  const third = aReport({ version: 3, state: 'rejected' });
  cache.keep(third);
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: third });
});

test('what came with the refusal is shown where no pull has brought it yet', () => {
  inTransaction(cache.db, () => cache.outbox.needsOfficer(id, 'conflict', problem, later));
  expect(compare(cache, id)).toEqual({ before: seenFirst, now: later });
});

test('an act that follows one of mine is compared with the report after that one, not before it', () => {
  cache.keep(later);
  const after = letterAndSeen(later, reject, firstPolicy()).seen;
  cache.outbox.rebase(id, after);
  expect(compare(cache, id)).toEqual({ before: later, now: later });
  const third = aReport({ version: 3, state: 'rejected' });
  cache.keep(third);
  expect(compare(cache, id)).toEqual({ before: later, now: third });
});

test('a report that the agency no longer keeps has no present', () => {
  cache.reports.remove(cache.reports.seqOf(seenFirst.id) ?? 0);
  expect(compare(cache, id)).toEqual({ before: null, now: null });
});

test('an act that left the outbox meanwhile is not found', () => {
  expect(() => compare(cache, randomUUID())).toThrow(expect.objectContaining({ code: 'not_found' }));
});
