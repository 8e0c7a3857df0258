import { expect, it } from 'vitest';
import { CALL_OUTCOMES } from '#shared/domain/act.ts';
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

it.each(['message', 'approved', 'rejected', 'follow_up'] as const)(
  'is answered by an officer’s %s, and waits again after the next message',
  (kind) => {
    const answered = [...FROM_PERSON, entry(kind, 'Officer Diaz', 3)];
    expect(oldestUnansweredAt({ history: answered })).toBeNull();
    expect(oldestUnansweredAt({ history: [...answered, entry('message', null, 4)] })).toBe('2026-03-02T10:04:00.000Z');
  },
);

const called = (outcome: (typeof CALL_OUTCOMES)[number]): HistoryEntry => ({
  ...entry('contact', 'Officer Diaz', 3),
  event: { code: 'called', params: { outcome } },
});

it('is answered by a call that reached the reporter, and not by one that did not', () => {
  const answering = CALL_OUTCOMES.filter(
    (outcome) => oldestUnansweredAt({ history: [...FROM_PERSON, called(outcome)] }) === null,
  );
  expect(answering).toEqual(['reached']);
});

it('waits on after an internal note, until an officer says that no answer is needed', () => {
  const noted = [...FROM_PERSON, entry('noted', 'Officer Diaz', 3)];
  expect(oldestUnansweredAt({ history: noted })).toBe(FROM_PERSON[1]?.at);
  const settled = { ...entry('noted', 'Officer Diaz', 4), event: { code: 'no_answer_needed', params: {} } } as const;
  expect(oldestUnansweredAt({ history: [...noted, settled] })).toBeNull();
});

it('waits, too, since the reporter said that the property was found', () => {
  const found = { ...entry('added', null, 4), event: { code: 'found', params: {} } } as const;
  const approved = [...FROM_PERSON, entry('approved', 'Officer Diaz', 3), found];
  expect(oldestUnansweredAt({ history: approved })).toBe(found.at);
  expect(oldestUnansweredAt({ history: [...approved, entry('message', 'Officer Diaz', 5)] })).toBeNull();
});

it.each(['assigned', 'corrected', 'returned', 'escalated', 'letter_sent'] as const)('is not answered by %s', (kind) => {
  expect(oldestUnansweredAt({ history: [...FROM_PERSON, entry(kind, 'Officer Diaz', 3)] })).not.toBeNull();
});

it('lets the reporter write while the report is open, and afterward only if an officer wrote to them', () => {
  expect(mayWrite({ state: 'submitted', history: [] })).toBe(true);
  expect(mayWrite({ state: 'approved', history: [] })).toBe(false);
  expect(mayWrite({ state: 'approved', history: FROM_PERSON })).toBe(false);
  expect(mayWrite({ state: 'approved', history: [entry('message', 'Officer Diaz', 0)] })).toBe(true);
  expect(mayWrite({ state: 'withdrawn', history: [entry('message', 'Officer Diaz', 0)] })).toBe(false);
});
