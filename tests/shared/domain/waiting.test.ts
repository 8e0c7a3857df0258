import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { waitingSince } from '#shared/domain/waiting.ts';

const receivedAt = '2026-03-02T15:00:00.000Z';
const entry = (kind: HistoryEntry['kind'], day: number): HistoryEntry => ({
  at: `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  kind,
  by: null,
  event: { code: 'noted', params: {} },
  note: null,
  letter: null,
});
const since = (...history: HistoryEntry[]) => waitingSince({ receivedAt, history });

test("a report's wait starts when it arrives, regardless of officers' notes or questions in the meantime", () => {
  expect(since(entry('submitted', 2), entry('noted', 3), entry('follow_up', 4), entry('added', 5))).toBe(receivedAt);
});

test.each(['answered', 'returned', 'appealed', 'appeal_decided'] as const)(
  'its wait starts over when it is %s',
  (kind) => {
    const restart = entry(kind, 9);
    expect(since(entry('submitted', 2), entry('answered', 4), restart, entry('noted', 11))).toBe(restart.at);
  },
);
