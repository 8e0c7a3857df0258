import { expect, test } from 'vitest';
import { CLOSED_SQL, createFlow, RECEIVED_SQL } from '#electron/worker/db/flow.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { aReport } from '../../../helpers/builders.ts';
import { filledCache, rawOf } from '../../../helpers/cache.ts';

const ZONE = 'America/New_York';
const NOW = new Date('2026-03-20T15:00:00.000Z');

test("counts reports received and closed on each of the last seven days, in the agency's time zone", () => {
  const cache = filledCache([
    aReport({ serial: 1, receivedAt: '2026-03-20T14:00:00.000Z' }),
    // It is 11 p.m. on the 19th at the agency, although it is the 20th in UTC.
    aReport({ serial: 2, receivedAt: '2026-03-20T03:00:00.000Z' }),
    aReport({
      serial: 3,
      receivedAt: '2026-03-15T12:00:00.000Z',
      state: 'approved',
      changedAt: '2026-03-20T12:00:00.000Z',
      history: [
        {
          at: '2026-03-20T12:00:00.000Z',
          kind: 'approved',
          by: 'Officer Rivera',
          event: { code: 'approved', params: { title: 'Theft', caseNumber: '26-1' } },
          note: null,
          letter: null,
        },
      ],
    }),
    aReport({ serial: 4, receivedAt: '2026-03-01T12:00:00.000Z' }),
  ]);
  const { days } = createFlow(cache.db)(NOW, ZONE);
  expect(days.map(({ day }) => day.slice(8))).toEqual(['14', '15', '16', '17', '18', '19', '20']);
  expect(days.map(({ came }) => came)).toEqual([0, 1, 0, 0, 0, 1, 1]);
  expect(days.map(({ went }) => went)).toEqual([0, 0, 0, 0, 0, 0, 1]);
  cache.db.close();
});

test('a report counts as closed on the days on which it was closed, whatever happened to it since', () => {
  const closing = (kind: HistoryEntry['kind'], at: string): HistoryEntry => ({
    at,
    kind,
    by: 'Officer Rivera',
    event: { code: 'approved', params: {} },
    note: null,
    letter: null,
  });
  const cache = filledCache([
    // Closed on the 16th; a note changed it on the 20th.
    aReport({
      serial: 1,
      state: 'approved',
      receivedAt: '2026-03-01T12:00:00.000Z',
      changedAt: '2026-03-20T12:00:00.000Z',
      history: [closing('approved', '2026-03-16T12:00:00.000Z'), closing('noted', '2026-03-20T12:00:00.000Z')],
    }),
    // Closed on the 16th, reopened, and still open.
    aReport({
      serial: 2,
      state: 'returned',
      receivedAt: '2026-03-01T12:00:00.000Z',
      changedAt: '2026-03-17T12:00:00.000Z',
      history: [closing('rejected', '2026-03-16T12:00:00.000Z'), closing('returned', '2026-03-17T12:00:00.000Z')],
    }),
    // Closed on the 16th and again on the 18th.
    aReport({
      serial: 3,
      state: 'withdrawn',
      receivedAt: '2026-03-01T12:00:00.000Z',
      changedAt: '2026-03-18T12:00:00.000Z',
      history: [
        closing('closed', '2026-03-16T12:00:00.000Z'),
        closing('answered', '2026-03-17T12:00:00.000Z'),
        closing('withdrawn', '2026-03-18T12:00:00.000Z'),
      ],
    }),
  ]);
  expect(createFlow(cache.db)(NOW, ZONE).days.map(({ went }) => went)).toEqual([0, 0, 3, 0, 1, 0, 0]);
  cache.db.close();
});

test('a pending decision counts as closed, and one the server rejected does not', () => {
  const cache = filledCache([aReport({ serial: 1 }), aReport({ serial: 2 }), aReport({ serial: 3 })]);
  const add = rawOf(cache.db).prepare(
    `INSERT INTO outbox (id, report_id, tracking_number, act, seen, leaves_queue, state, created_at, hold_until)
     VALUES (?, ?, 'T', ?, '{}', 1, ?, '2026-03-20T14:30:00.000Z', '2026-03-20T14:31:00.000Z')`,
  );
  add.run('a', 'a', '{"kind":"approve"}', 'held');
  add.run('b', 'b', '{"kind":"reject"}', 'conflict');
  add.run('c', 'c', '{"kind":"follow_up"}', 'waiting');
  expect(createFlow(cache.db)(NOW, ZONE).days.at(-1)?.went).toBe(1);
  cache.db.close();
});

test('neither count reads more than its days, however many reports are stored', () => {
  const cache = filledCache([aReport()]);
  const plan = (sql: string) =>
    cache.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ from: '2026-03-20', to: '2026-03-21' })
      .map(({ detail }) => detail)
      .filter((detail) => /\bqueue\b/.test(detail));
  for (const detail of [...plan(RECEIVED_SQL), ...plan(CLOSED_SQL)])
    expect(detail).toMatch(/^SEARCH queue USING .*INDEX/);
  cache.db.close();
});
