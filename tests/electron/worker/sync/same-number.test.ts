import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { write } from '#electron/worker/db/write.ts';
import { conflictsOfSameNumber } from '#electron/worker/sync/same-number.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { Report } from '#shared/domain/report.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache } from '../../../helpers/cache.ts';

const AT = '2026-03-08T09:00:00.000Z';
const LATER = '2026-03-08T10:00:00.000Z';
const line = (kind: HistoryEntry['kind'], at: string): HistoryEntry => ({
  at,
  kind,
  by: 'Officer Ortega',
  event: { code: 'noted', params: {} },
  note: null,
  letter: null,
});
const history = [line('submitted', AT), line('noted', AT), line('contact', AT)];
const report = aReport({ version: 3, changedAt: AT, history });
/** The same version number, for something that someone else did. */
const other = { changedAt: LATER, history: [...history.slice(0, 2), line('contact', LATER)] };

/** Makes a report from a first whole pull, with a logged call that waits for a connection. */
function waiting({ sent = false, seenVersion = 3 } = {}) {
  const cache = filledCache([report]);
  const id = randomUUID();
  const act = { kind: 'log_call', outcome: 'reached', note: '' } as const;
  const seen = { reportVersion: seenVersion, policyVersion: 1, letterHash: null };
  const { id: reportId, trackingNumber } = report;
  write(cache.db, (tx) =>
    cache.outbox.add(tx, { id, reportId, trackingNumber, act, seen, createdAt: AT, holdUntil: AT }),
  );
  write(cache.db, (tx) => cache.outbox.release(tx, AT));
  if (sent) write(cache.db, (tx) => cache.outbox.sending(tx, id));
  const brings = (now: Partial<Report>, generation = 2) => {
    const found = write(cache.db, (tx) => conflictsOfSameNumber(tx, cache, { ...report, ...now }, generation));
    return [found, cache.outbox.get(id)?.state];
  };
  return { cache, id, brings };
}

test.each([
  ['another content under the same number', other],
  ['an older version, whose next number is yet to come again', { version: 2, history: history.slice(0, 2) }],
])('after a restore %s is a conflict that shows both versions', (_, now) => {
  const { cache, id, brings } = waiting();
  expect(brings(now)).toEqual([true, 'conflict']);
  expect(cache.outbox.base(id)).toMatchObject({ version: 3, changedAt: AT });
  expect(cache.outbox.theirs(id)).toMatchObject(now);
});

test('the same report, or a newer one that the server itself distinguishes, is not a conflict', () => {
  expect(waiting().brings({})).toEqual([false, 'waiting']);
  expect(waiting().brings({ version: 4, changedAt: LATER, history: [...history, line('noted', LATER)] })).toEqual([
    false,
    'waiting',
  ]);
  // Another letter about the report was sent.
  const again = { changedAt: LATER, history: [...history, line('letter_sent', LATER)] };
  expect(waiting().brings(again)).toEqual([false, 'waiting']);
  // The report as this pull brought it is what everyone sees.
  expect(waiting().brings(other, 1)).toEqual([false, 'waiting']);
});

test('a decision that may have been sent is sent again under its key', () => {
  expect(waiting({ sent: true }).brings(other)).toEqual([false, 'waiting']);
});

test('an action on an earlier version is compared with that version, as its officer saw it', () => {
  const { cache, brings } = waiting();
  cache.keep({ ...report, version: 4, changedAt: LATER, history: [...history, line('noted', LATER)] });
  expect(brings({})).toEqual([false, 'waiting']);
  expect(brings(other)).toEqual([true, 'conflict']);
});
