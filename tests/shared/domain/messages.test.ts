import { expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { mayWrite, oldestUnansweredAt } from '#shared/domain/messages.ts';

const entry = (kind: HistoryEntry['kind'], by: string | null, minute: number): HistoryEntry => ({
  at: `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`,
  kind,
  by,
  event: { code: 'noted', params: {} },
  note: null,
  letter: null,
});
const FROM_PERSON = [entry('submitted', null, 0), entry('message', null, 1), entry('message', null, 2)];

it('waits since the first message that nobody has answered', () => {
  expect(oldestUnansweredAt({ history: FROM_PERSON })).toBe(FROM_PERSON[1]?.at);
  expect(oldestUnansweredAt({ history: [entry('message', 'Officer Diaz', 0)] })).toBeNull();
});

it.each(['message', 'contact', 'approved', 'rejected', 'follow_up', 'noted'] as const)(
  'is answered by an officer’s %s, and waits again after the next message',
  (kind) => {
    const answered = [...FROM_PERSON, entry(kind, 'Officer Diaz', 3)];
    expect(oldestUnansweredAt({ history: answered })).toBeNull();
    expect(oldestUnansweredAt({ history: [...answered, entry('message', null, 4)] })).toBe('2026-03-02T10:04:00.000Z');
  },
);

it('waits, too, since the reporter said that the property was found', () => {
  const found = { ...entry('added', null, 4), event: { code: 'found', params: {} } } as const;
  const approved = [...FROM_PERSON, entry('approved', 'Officer Diaz', 3), found];
  expect(oldestUnansweredAt({ history: approved })).toBe(found.at);
  expect(oldestUnansweredAt({ history: [...approved, entry('noted', 'Officer Diaz', 5)] })).toBeNull();
});

it.each(['assigned', 'corrected', 'letter_sent'] as const)('is not answered by %s', (kind) => {
  expect(oldestUnansweredAt({ history: [...FROM_PERSON, entry(kind, 'Officer Diaz', 3)] })).not.toBeNull();
});

it('lets the reporter write while the report is open, and afterward only if an officer wrote to them', () => {
  expect(mayWrite({ state: 'submitted', history: [] })).toBe(true);
  expect(mayWrite({ state: 'approved', history: [] })).toBe(false);
  expect(mayWrite({ state: 'approved', history: FROM_PERSON })).toBe(false);
  expect(mayWrite({ state: 'approved', history: [entry('message', 'Officer Diaz', 0)] })).toBe(true);
  expect(mayWrite({ state: 'withdrawn', history: [entry('message', 'Officer Diaz', 0)] })).toBe(false);
});
