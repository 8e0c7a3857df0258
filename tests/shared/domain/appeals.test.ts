import { expect, test } from 'vitest';
import { mayAppeal, setAsideReason } from '#shared/domain/appeals.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import type { HistoryEvent } from '#shared/domain/history-event.ts';

const entry = (
  kind: HistoryEntry['kind'],
  event: HistoryEvent,
  by: string | null = 'Officer Rivera',
): HistoryEntry => ({
  at: '2026-03-08T15:10:00.000Z',
  kind,
  by,
  event,
  note: null,
  letter: null,
});
const rejected = (reasonCode: string) => entry('rejected', { code: 'rejected', params: { reasonCode } });
const appealed = entry('appealed', { code: 'appealed', params: {} }, null);
const decided = (code: 'appeal_upheld' | 'appeal_granted' | 'appeal_granted_alone') =>
  entry('appeal_decided', { code, params: {} }, 'Sergeant Walsh');

test('a report can be appealed once, however often it is rejected', () => {
  const may = (...history: HistoryEntry[]) => mayAppeal({ state: 'rejected', history });
  expect(may(rejected('false_or_test'))).toBe(true);
  expect(may(rejected('false_or_test'), appealed, decided('appeal_granted'), rejected('false_or_test'))).toBe(false);
  expect(mayAppeal({ state: 'approved', history: [] })).toBe(false);
});

test('the reason that was set aside is that of the appealed rejection, with who set it aside and when', () => {
  const before = [rejected('duplicate'), rejected('suspect_or_evidence'), appealed];
  expect(setAsideReason(before)).toBeNull();
  expect(setAsideReason([...before, decided('appeal_upheld')])).toBeNull();
  for (const code of ['appeal_granted', 'appeal_granted_alone'] as const)
    expect(setAsideReason([...before, decided(code), rejected('duplicate')])).toEqual({
      reasonCode: 'suspect_or_evidence',
      by: 'Sergeant Walsh',
      at: '2026-03-08T15:10:00.000Z',
    });
});
